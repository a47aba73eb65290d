package io.arcconnect.entra;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.model.MachineId;
import io.arcconnect.model.Secret;
import io.arcconnect.testkit.EntraEmulator;
import io.arcconnect.testkit.MutableClock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With everything logged that can be, in a process of its own, no secret of any sign-in is. */
@Tag("interop")
class EntraTraceLogTest {

    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final String SECRET = "s3cret-Vq8";
    private static final MachineId MACHINE = MachineId.of("00000000-0000-0000-0000-000000000001", "group", "lin-01");

    /** The other process. */
    static final class Run {

        private Run() {}

        public static void main(String[] arguments) throws Exception {
            MutableClock clock = MutableClock.now();
            try (EntraEmulator entra = EntraEmulator.start().clock(clock)) {
                KeyPair pair = CertificateRequest.create(2048).pair();
                entra.servicePrincipal("deployer", Secret.of(SECRET), "deployer");
                entra.servicePrincipal("signer", SelfSigned.by(pair), "signer");
                get(entra, clock, EntraLogin.clientSecret(entra.tenantId(), "deployer", Secret.of(SECRET)));
                get(entra, clock, EntraLogin.clientSecret(entra.tenantId(), "stranger", Secret.of(SECRET)));
                get(
                        entra,
                        clock,
                        EntraLogin.clientCertificate(
                                entra.tenantId(), "signer", pair.getPrivate(), SelfSigned.by(pair)));
                get(entra, clock, EntraLogin.deviceCode(entra.tenantId(), prompt -> entra.approve(prompt.userCode())));
                get(entra, clock, EntraLogin.browser(entra.tenantId(), address -> TestBrowser.open(entra, address)));
                entra.answerNext(400, "{\"echo\":\"client_secret=" + SECRET + "\"}");
                get(entra, clock, EntraLogin.clientSecret(entra.tenantId(), "deployer", Secret.of(SECRET)));
                entra.requests().stream()
                        .flatMap(form -> java.util.stream.Stream.of("code", "code_verifier", "client_assertion")
                                .map(form::get))
                        .filter(java.util.Objects::nonNull)
                        .forEach(secret -> System.out.println("SECRET=" + secret));
            }
        }

        private static void get(EntraEmulator entra, MutableClock clock, EntraLogin login) {
            EntraCertificates certificates = EntraCertificates.builder(login)
                    .authorityHost(entra.authorityHost())
                    .httpClient(entra.httpClient())
                    .clock(clock)
                    .timeout(LIMIT)
                    .keyBits(2048)
                    .build();
            try {
                System.out.println(login + " " + certificates.signIn().block(LIMIT));
                clock.advance(Duration.ofHours(2));
                System.out.println(certificates.certificate(MACHINE).block(LIMIT));
            } catch (EntraException e) {
                e.printStackTrace(System.out);
            }
        }
    }

    @Test
    void signIn_whenEverythingIsLogged_thenNoSecretIs(@TempDir Path directory) throws Exception {
        Path log = directory.resolve("log");
        Process run = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Dorg.slf4j.simpleLogger.log.com.microsoft=trace",
                        "-Dorg.slf4j.simpleLogger.log.com.azure=trace",
                        "-Dorg.slf4j.simpleLogger.log.io.arcconnect=trace",
                        "-Dorg.slf4j.simpleLogger.log.reactor=trace",
                        Run.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean ended = run.waitFor(LIMIT.toSeconds() * 2, TimeUnit.SECONDS);
        run.destroyForcibly();
        String text = Files.readString(log, StandardCharsets.ISO_8859_1);
        String logged = text.replaceAll("(?m)^SECRET=.*$", "");

        assertThat(ended).isTrue();
        assertThat(text).contains("principals [deployer]", "principals [signer]", "AADSTS700016", "com.microsoft.aad");
        assertThat(text.split("principals \\[ada@contoso.com]", -1)).hasSize(5);
        assertThat(logged).doesNotContain(SECRET, "refresh-", "device-CODE", "bearer-", "BEGIN ");
        assertThat(text.lines().filter(line -> line.startsWith("SECRET=")))
                .hasSizeGreaterThan(3)
                .allSatisfy(line -> assertThat(logged).doesNotContain(line.substring("SECRET=".length())));
    }
}
