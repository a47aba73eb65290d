package io.arcconnect.examples.network;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whoever signs in to the proxy is in no log and no stack trace, in no form. */
@Timeout(240)
class ProxySecretsInteropTest {

    @TempDir
    Path directory;

    @TempDir
    Path other;

    @Test
    void log_whenEverythingIsLoggedAtTrace_thenNoCredentialsAreInIt() throws Exception {
        try (RealProxy basic = squid(directory, RealProxy.basicLogin(directory));
                RealProxy digest = squid(other, RealProxy.digestLogin(other))) {
            Path log = directory.resolve("run.log");

            boolean ended = run(log, basic, digest);

            String printed = Files.readString(log, ISO_8859_1);
            assertThat(ended).isTrue();
            assertThat(printed).contains("TRACE", "hello\n", "proxy.authentication_failed", "RelayException");
            for (String password : List.of(RealProxy.PASSWORD, ProxiedRun.WRONG)) {
                assertThat(forms(password))
                        .allSatisfy(form ->
                                assertThat(printed.contains(form)).as(form).isFalse());
            }
            assertThat(printed).doesNotContainIgnoringCase("proxy-authorization: ");
        }
    }

    private static RealProxy squid(Path directory, String... login) throws Exception {
        Path hosts = Files.writeString(directory.resolve("hosts"), "127.0.0.1 localhost arc-emulator.test\n");
        return RealProxy.squid(
                directory,
                Stream.concat(Stream.of("hosts_file " + hosts), Arrays.stream(login))
                        .toArray(String[]::new));
    }

    private static boolean run(Path log, RealProxy... proxies) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=trace",
                "-Dorg.slf4j.simpleLogger.logFile=System.err",
                "-cp",
                System.getProperty("java.class.path"),
                ProxiedRun.class.getName()));
        Arrays.stream(proxies).map(RealProxy::port).map(String::valueOf).forEach(command::add);
        Process run = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean ended = run.waitFor(180, TimeUnit.SECONDS);
        run.destroyForcibly();
        return ended && run.exitValue() == 0;
    }

    /** As it is, as Basic sends it, and as a dump shows both. */
    private static List<String> forms(String password) {
        byte[] pair = (RealProxy.USER + ":" + password).getBytes(UTF_8);
        String basic = Base64.getEncoder().encodeToString(pair);
        return List.of(
                password,
                Base64.getEncoder().encodeToString(password.getBytes(UTF_8)),
                basic,
                HexFormat.ofDelimiter(" ").formatHex(password.getBytes(UTF_8), 0, 8),
                HexFormat.ofDelimiter(" ").formatHex(basic.getBytes(UTF_8), 0, 8));
    }
}
