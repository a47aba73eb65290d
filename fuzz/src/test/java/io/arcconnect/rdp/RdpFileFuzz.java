package io.arcconnect.rdp;

import io.arcconnect.fuzz.Check;
import io.arcconnect.fuzz.Input;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;

/** Somebody's {@code .rdp} file: refused, or without secrets, and it leads where it is led. */
public final class RdpFileFuzz {

    private RdpFileFuzz() {}

    public static void fuzzerTestOneInput(byte[] bytes) throws Exception {
        byte[] content = new Input(bytes).rest();
        Check.bounded(content.length, () -> {
            RdpFile file;
            try {
                file = RdpFile.parse(content);
            } catch (IllegalArgumentException refused) {
                Check.oneLine(String.valueOf(refused.getMessage()));
                return;
            }
            check(file);
        });
    }

    private static void check(RdpFile file) {
        Check.same(RdpFile.parse(file.content()), file, "a file reads itself");
        Check.same(RdpFile.parse(file.bytes()), file, "as bytes too");
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 50_123);
        RdpFile led = file.withAddress(address);
        Check.same(led.withAddress(address), led, "led twice is led once");
        List<String> addresses = led.content()
                .lines()
                .filter(line -> line.strip().toLowerCase(Locale.ROOT).matches("(full|alternate full) address\\s*:.*"))
                .toList();
        Check.same(addresses, List.of("full address:s:127.0.0.1:50123"), "one address");
        Check.that(
                led.content()
                        .lines()
                        .noneMatch(line -> line.strip().toLowerCase(Locale.ROOT).matches("password.*")),
                "no password");
        List<String> arguments = led.freeRdpArguments();
        Check.same(
                arguments.stream()
                        .filter(argument -> argument.startsWith("/v:"))
                        .toList(),
                List.of("/v:127.0.0.1:50123"),
                "FreeRDP is led there too");
        arguments.forEach(argument -> {
            Check.that("/+-".indexOf(argument.charAt(0)) >= 0, "an option, not a file: " + argument);
            Check.that(!argument.startsWith("/p:") && !argument.startsWith("/g"), "neither password nor gateway");
        });
    }
}
