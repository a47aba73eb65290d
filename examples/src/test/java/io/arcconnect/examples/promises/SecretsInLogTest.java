package io.arcconnect.examples.promises;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.spi.event.ArcEvent;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsInLogTest {

    /** What only a close that fails would bring; it holds the problem, and no secret is near. */
    private static final List<String> SELDOM = List.of("CloseProblemEvent");

    @TempDir
    Path folder;

    @Test
    void log_whenEverythingIsLoggedAtTrace_thenNoSecretIsInIt() throws Exception {
        Path log = folder.resolve("log");
        Path secretsFile = folder.resolve("secrets");
        Process run = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=trace",
                        "-Dorg.slf4j.simpleLogger.logFile=System.err",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FullRun.class.getName(),
                        secretsFile.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();

        boolean ended = run.waitFor(180, TimeUnit.SECONDS);
        run.destroyForcibly();
        String printed = Files.readString(log, UTF_8);
        List<String> secrets = Files.readAllLines(secretsFile);

        assertThat(ended).isTrue();
        assertThat(secrets).hasSizeGreaterThan(5);
        assertThat(printed).contains("TRACE", "DEBUG", "accessKey=***", "ssh.auth_failed", "relay.");
        List<String> untold = Arrays.stream(ArcEvent.class.getPermittedSubclasses())
                .map(Class::getSimpleName)
                .filter(kind -> !printed.contains(kind + "[origin=Origin["))
                .toList();
        assertThat(untold).as("kinds of events that the run did not have").isSubsetOf(SELDOM);
        for (String secret : secrets) {
            assertThat(findings(printed, secret)).as("a secret in the log").isEmpty();
        }
        assertThat(printed).doesNotContainIgnoringCase("bearer test-").doesNotContain("SharedAccessSignature sr=");
    }

    /** The lines around each place where the secret stands, as it is or as a dump would show it. */
    private static List<String> findings(String printed, String secret) {
        byte[] bytes = secret.getBytes(UTF_8);
        List<String> forms = List.of(
                secret,
                URLEncoder.encode(secret, UTF_8),
                Base64.getEncoder().encodeToString(bytes),
                HexFormat.of().formatHex(bytes),
                // A dump breaks its lines somewhere; eight bytes in a row are proof enough.
                HexFormat.ofDelimiter(" ").formatHex(bytes, 0, 8),
                HexFormat.ofDelimiter(" ").formatHex(bytes, bytes.length - 8, bytes.length),
                HexFormat.ofDelimiter(":").formatHex(bytes));
        String lower = printed.toLowerCase(Locale.ROOT);
        return forms.stream()
                .map(form -> lower.indexOf(form.toLowerCase(Locale.ROOT)))
                .filter(place -> place >= 0)
                .map(place -> printed.substring(Math.max(0, place - 300), place))
                .toList();
    }
}
