package io.arcconnect.rdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RdpFileParseTest {

    private static final InetSocketAddress TUNNEL = new InetSocketAddress("127.0.0.1", 50_123);
    private static final String SOMEBODYS = """
            screen mode id:i:2
            Full Address:s:win-01.contoso.com
            UNKNOWN thing:x:a:b:c
            not a setting

            server port:i:3390
            winposstr:s:0,1,0,0,800,600
            alternate shell:s:C:\\Program Files\\a b\\x.exe
            alternate full address:s:other
            gatewayhostname:s:gw.contoso.com
            gatewayusagemethod:i:1
            drivestoredirect:s:C:\\;E:\\;
            keyboardhook:i:1
            keyboardhook:i:2
            """;

    @Test
    void withAddress_whenSomebodysFile_thenOnlyWhatMustChangeChanges() {
        RdpFile file = RdpFile.parse(SOMEBODYS).withAddress(TUNNEL);

        assertThat(file.content().split("\r\n", -1))
                .containsExactly(
                        "screen mode id:i:2",
                        "full address:s:127.0.0.1:50123",
                        "UNKNOWN thing:x:a:b:c",
                        "not a setting",
                        "",
                        "winposstr:s:0,1,0,0,800,600",
                        "alternate shell:s:C:\\Program Files\\a b\\x.exe",
                        "gatewayhostname:s:gw.contoso.com",
                        "gatewayusagemethod:i:0",
                        "drivestoredirect:s:C:\\;E:\\;",
                        "keyboardhook:i:1",
                        "keyboardhook:i:2",
                        "gatewayprofileusagemethod:i:1",
                        "");
    }

    @Test
    void withAddress_whenThereWereTwo_thenNoneOfThemCanWin() {
        RdpFile file =
                RdpFile.parse("full address:s:a\nx:i:1\n FULL address :s:b\n").withAddress(TUNNEL);

        assertThat(file.content()).startsWith("full address:s:127.0.0.1:50123\r\nx:i:1\r\ngateway");
    }

    @Test
    void withAddress_whenSigned_thenTheSignatureThatNoLongerFitsIsGone() {
        RdpFile signed = RdpFile.parse("full address:s:a\r\nsignscope:s:Full Address\r\nsignature:s:AQAB\r\n");

        assertThat(signed.content()).contains("signature:s:AQAB");
        assertThat(signed.withAddress(TUNNEL).content()).doesNotContain("sign");
    }

    @Test
    void withAddress_whenSomebodyElseWouldSeeTheLogin_thenNobodyDoes() {
        RdpFile file = RdpFile.parse("kdcproxyname:s:kdc.contoso.com\r\nrdgiskdcproxy:i:1\r\n")
                .withAddress(TUNNEL);

        assertThat(file.content())
                .startsWith("full address:s:127.0.0.1:50123\r\n")
                .doesNotContain("kdc");
    }

    @Test
    void withAddress_whenItIsThereAlready_thenAStableFile() {
        RdpFile once = RdpFile.parse(SOMEBODYS).withAddress(TUNNEL);

        assertThat(RdpFile.parse(once.bytes()).withAddress(TUNNEL)).isEqualTo(once);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password 51:b:01000000D08C9DDF",
                "Password 51:b:01000000D08C9DDF",
                " password 51 :b:0100",
                "password:s:hunter2",
                "password 51",
                "clear password:s:hunter2",
                "gatewayaccesstoken:s:eyJ0",
                "/p:hunter2",
                "  /p:hunter2",
                "\ufeff/p:hunter2",
                "/v:evil",
                "/rdp2tcp:/bin/sh"
            })
    void parse_whenALineMayHoldASecretOrIsAnOptionOfFreeRdp_thenItIsNotKept(String line) {
        RdpFile file = RdpFile.parse("a:i:1\r\n" + line + "\r\nb:i:2\r\n");

        assertThat(file).hasToString("a:i:1\r\nb:i:2\r\n");
        assertThat(new String(file.bytes(), StandardCharsets.UTF_16)).doesNotContain("hunter2", "0100", "eyJ0");
    }

    static Stream<byte[]> encodings() {
        String text = "full address:s:a\r\nusername:s:jürgen\r\n";
        return Stream.of(
                ("\ufeff" + text).getBytes(StandardCharsets.UTF_16LE),
                ("\ufeff" + text).getBytes(StandardCharsets.UTF_16BE),
                text.getBytes(StandardCharsets.UTF_16LE),
                text.getBytes(StandardCharsets.UTF_16BE),
                ("\ufeff" + text).getBytes(StandardCharsets.UTF_8),
                text.getBytes(StandardCharsets.UTF_8),
                text.getBytes(Charset.forName("windows-1252")));
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void parse_whenAnyEncodingOfAClient_thenTheText(byte[] bytes) {
        RdpFile file = RdpFile.parse(bytes);

        assertThat(file.content()).isEqualTo("full address:s:a\r\nusername:s:jürgen\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a:i:1\n", "a:i:1", "a:i:1\r", "a:i:1\r\n\r\n  \r\n", "\ufeffa:i:1", "\ufeff\ufeffa:i:1"})
    void parse_whenLineEndsDiffer_thenCrLf(String text) {
        assertThat(RdpFile.parse(text).content()).isEqualTo("a:i:1\r\n");
    }

    @Test
    void parse_whenEmpty_thenAnEmptyFileThatHasNoAddress() {
        RdpFile file = RdpFile.parse(new byte[0]);

        assertThat(file.content()).isEmpty();
        assertThatThrownBy(file::freeRdpArguments)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("withAddress");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a:i:1\u0000", "a:s:\u2028password 51:b:1", "a:s:\u0085x", "a:s:\u000bx", "a:s:\ud83d"})
    void parse_whenClientsCouldReadOtherLinesInIt_thenIllegalArgument(String text) {
        assertThatThrownBy(() -> RdpFile.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void parse_whenMalformedOrTooLong_thenIllegalArgument() {
        assertThatThrownBy(() -> RdpFile.parse(new byte[] {(byte) 0xFF, (byte) 0xFE, 0x3D, (byte) 0xD8}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RdpFile.parse(new byte[] {(byte) 0x81})).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RdpFile.parse("a".repeat(RdpText.LONGEST + 1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RdpFile.parse(new byte[RdpText.LONGEST + 1]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void parse_whenAnyBytes_thenAStableFileOrTheDocumentedError() {
        Random random = new Random(20_261_123);
        byte[] seed = RdpFile.parse(SOMEBODYS).bytes();
        int read = 0;

        for (int round = 0; round < 4_000; round++) {
            byte[] bytes = round % 2 == 0 ? anything(random) : damaged(seed, random);
            try {
                holds(RdpFile.parse(bytes));
                read++;
            } catch (IllegalArgumentException documented) {
                assertThat(documented).hasMessageContaining(".rdp file");
            }
        }

        assertThat(read).isGreaterThan(200);
    }

    @Test
    void parse_whenAnyLines_thenAStableFileAndEveryHarmlessLineIsKept() {
        Random random = new Random(7);
        List<String> pieces = List.of(
                "full address",
                "password 51",
                ":",
                "s",
                "b",
                "i",
                " ",
                "\t",
                "ü",
                "\ud83d\ude00",
                "/",
                "\\",
                "1",
                "\ufeff",
                "\r",
                "\n",
                "\r\n",
                "gatewayusagemethod",
                "signature",
                "PASSWORD",
                "\u200b");

        for (int round = 0; round < 4_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int piece = random.nextInt(40); piece > 0; piece--) {
                text.append(pieces.get(random.nextInt(pieces.size())));
            }
            RdpFile file = RdpFile.parse(text.toString());
            holds(file);
            List<String> kept = List.of(file.content().split("\r\n", -1));
            assertThat(kept).noneMatch(line -> line.strip().startsWith("/"));
        }
    }

    private static void holds(RdpFile file) {
        assertThat(RdpFile.parse(file.content())).isEqualTo(file);
        assertThat(RdpFile.parse(file.bytes())).isEqualTo(file);
        RdpFile led = file.withAddress(TUNNEL).withUsername("ada").withRedirections();
        assertThat(led.freeRdpArguments()).contains("/v:127.0.0.1:50123", "/u:ada", "-clipboard");
        assertThat(led.redirections()).isEmpty();
        assertThat(led.content().lines().filter(line -> line.toLowerCase().startsWith("password")))
                .isEmpty();
        assertThat(RdpFile.parse(led.bytes())).isEqualTo(led);
    }

    private static byte[] anything(Random random) {
        byte[] bytes = new byte[random.nextInt(60)];
        random.nextBytes(bytes);
        if (random.nextBoolean()) {
            for (int at = 0; at < bytes.length; at++) {
                bytes[at] = (byte) (32 + Math.abs(bytes[at] % 90));
            }
        }
        return bytes;
    }

    private static byte[] damaged(byte[] seed, Random random) {
        List<Byte> bytes = new ArrayList<>();
        for (byte each : seed) {
            bytes.add(each);
        }
        for (int blow = 1 + random.nextInt(4); blow > 0; blow--) {
            int at = random.nextInt(bytes.size());
            switch (random.nextInt(3)) {
                case 0 -> bytes.remove(at);
                case 1 -> bytes.add(at, (byte) random.nextInt(256));
                default -> bytes.set(at, (byte) random.nextInt(256));
            }
        }
        byte[] result = new byte[bytes.size()];
        for (int at = 0; at < result.length; at++) {
            result[at] = bytes.get(at);
        }
        return result;
    }
}
