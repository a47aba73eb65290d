package io.arcconnect.rdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.scheduler.Schedulers;

class RdpFileTest {

    private final RdpFile file = file(Optional.of("ada"));

    @Test
    void content_whenATunnelsOwn_thenTheGoldenText() throws IOException {
        try (InputStream golden = RdpFileTest.class.getResourceAsStream("golden.rdp.txt")) {
            assertThat(file.content())
                    .isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8).replace("\n", "\r\n"));
        }
    }

    @Test
    void username_whenTheCarrierKnowsNobodyOrANameThatCannotBeWritten_thenTheClientAsks() {
        assertThat(file(Optional.empty()).username()).isEmpty();
        assertThat(file(Optional.of("ada\nalternate shell:s:calc")).content()).doesNotContain("ada", "calc");
        assertThat(file(Optional.of("a:b")).username()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONTOSO\\ada", "ada@contoso.com", "grüße", "\ud83d\ude00", "a b"})
    void withUsername_whenItFits_thenALineOfItsOwnAndTheOldFileIsUnchanged(String username) {
        RdpFile named = file.withUsername(username);

        assertThat(named.content())
                .contains("\r\nusername:s:" + username + "\r\n")
                .doesNotContain("username:s:ada\r");
        assertThat(named.username()).contains(username);
        assertThat(file.username()).contains("ada");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "ada\r\nalternate shell:s:calc",
                "ada\nx",
                "ada\rx",
                "ada\u2028x",
                "ada\u2029x",
                "ada\u0085x",
                "a\u0000",
                "a\u000b",
                "a:b",
                "\ud83d",
                "\ude00\ud83d"
            })
    void withUsername_whenItCouldAddASetting_thenIllegalArgument(String username) {
        assertThatThrownBy(() -> file.withUsername(username)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void withUsername_whenTheFileHadADomain_thenItIsGoneBecauseItBelongedToTheOther() {
        RdpFile read = RdpFile.parse("domain:s:OLD\r\nusername:s:bob\r\n");

        assertThat(read.withUsername("ada").content()).isEqualTo("username:s:ada\r\n");
    }

    @Test
    void withAddress_whenVersion6_thenInBrackets() {
        RdpFile elsewhere = file.withAddress(new InetSocketAddress("::1", 3390));

        assertThat(elsewhere.content()).startsWith("full address:s:[0:0:0:0:0:0:0:1]:3390\r\n");
    }

    @Test
    void withAddress_whenNowhere_thenIllegalArgument() {
        assertThatThrownBy(() -> file.withAddress(InetSocketAddress.createUnresolved("web", 1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> file.withAddress(new InetSocketAddress("127.0.0.1", 0)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @EnumSource(RdpRedirection.class)
    void withRedirections_whenOne_thenThatAloneIsOnAndCanBeSwitchedOffAgain(RdpRedirection redirection) {
        RdpFile showing = file.withRedirections(redirection);

        assertThat(file.redirections()).isEmpty();
        assertThat(showing.redirections()).containsExactly(redirection);
        assertThat(RdpFile.parse(showing.bytes()).redirections()).containsExactly(redirection);
        assertThat(showing.withRedirections()).isEqualTo(file);
    }

    @Test
    void withRedirections_whenAll_thenEachLineSaysSo() {
        assertThat(file.withRedirections(RdpRedirection.values()).content().split("\r\n"))
                .contains(
                        "redirectclipboard:i:1",
                        "drivestoredirect:s:*",
                        "redirectprinters:i:1",
                        "redirectsmartcards:i:1",
                        "redirectcomports:i:1",
                        "redirectposdevices:i:1",
                        "usbdevicestoredirect:s:*",
                        "devicestoredirect:s:*",
                        "camerastoredirect:s:*",
                        "audiocapturemode:i:1",
                        "audiomode:i:0",
                        "redirectwebauthn:i:1",
                        "redirectlocation:i:1");
    }

    @Test
    void withCertificateCheck_whenSaid_thenTheLevel() {
        assertThat(file.withCertificateCheck(CertificateCheck.NOT_CHECKED).content())
                .contains("\r\nauthentication level:i:0\r\n");
        assertThat(file.withCertificateCheck(CertificateCheck.REQUIRED).content())
                .contains("\r\nauthentication level:i:1\r\n");
        assertThat(file.withCertificateCheck(CertificateCheck.WARN)).isEqualTo(file);
    }

    @Test
    void bytes_whenWritten_thenUtf16LittleEndianWithByteOrderMark() {
        RdpFile named = file.withUsername("grüße\ud83d\ude00");

        assertThat(named.bytes()).startsWith(0xFF, 0xFE, 'f', 0, 'u', 0);
        assertThat(new String(named.bytes(), StandardCharsets.UTF_16)).isEqualTo(named.content());
        assertThat(RdpFile.parse(named.bytes()))
                .isEqualTo(named)
                .hasSameHashCodeAs(named)
                .hasToString(named.content());
    }

    static RdpFile file(Optional<String> user) {
        return RdpFile.of(new InetSocketAddress("127.0.0.1", 50_123), user, Schedulers.boundedElastic());
    }
}
