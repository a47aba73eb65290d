package io.arcconnect.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.ArcConnect;
import io.arcconnect.model.Secret;
import io.arcconnect.testkit.ArcEmulator;
import io.arcconnect.testkit.EmbeddedSsh;
import io.arcconnect.testkit.EmulatedMachine;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

/** With everything logged that can be, in a process of its own, no secret is: no password, no dump of a packet or a key. */
class TraceLogEmulatorTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String PASSWORD = "pa55word-Zq7";
    private static final String TYPED = "typed-in-a-shell-" + "4711";
    private static final String PHRASE = "phr4se-Vx3";
    private static final String ANSWER = "4nswer-Kd9";

    /** The other process. */
    static final class Login {
        private Login() {}

        public static void main(String[] arguments) {
            try (ArcEmulator emulator = ArcEmulator.builder()
                    .machine(EmulatedMachine.linux("lin-01")
                            .ssh(EmbeddedSsh.create().password("ada", PASSWORD))
                            .enabled())
                    .start()) {
                ArcConnect arc = emulator.arcConnect().build();
                Ssh ssh = Ssh.as("ada")
                        .identity(SshIdentity.privateKey(Path.of(arguments[0])))
                        .identity(SshIdentity.privateKey(Path.of(arguments[1])))
                        .identity(SshIdentity.privateKey(Path.of(arguments[2]), Secret.of(PHRASE)))
                        .identity(SshIdentity.keyboardInteractive(asked -> Mono.just(asked.prompts().stream()
                                .map(prompt -> Secret.of(ANSWER))
                                .toList())))
                        .identity(SshIdentity.password(Secret.of(PASSWORD)))
                        .hostKeys(HostKeys.pinned(emulator.machine("lin-01").hostKeyFingerprint()));
                System.out.println(arc.machine(emulator.machine("lin-01").id())
                        .use(ssh, session -> session.exec("echo hello"))
                        .block(LIMIT)
                        .stdout());
                arc.machine(emulator.machine("lin-01").id()).stream(
                                Shell.over(ssh).env("TOKEN", TYPED),
                                shell -> shell.interact(Screen.keys(TYPED + "\r", "exit\r")))
                        .blockLast(LIMIT);
                arc.close().block(LIMIT);
            }
        }
    }

    @Test
    void use_whenEverythingIsLogged_thenTheLogHasNoPassword(@TempDir Path directory) throws Exception {
        OpenSshServer.keygen(directory.resolve("ed25519"), "ed25519");
        Path pkcs8 = directory.resolve("pkcs8");
        Files.writeString(
                pkcs8,
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(KeyPairGenerator.getInstance("RSA")
                                        .generateKeyPair()
                                        .getPrivate()
                                        .getEncoded())
                        + "\n-----END PRIVATE KEY-----\n");
        Path locked = SshKeygen.key(directory.resolve("locked"), "rsa", PHRASE, "-m", "PEM");
        Files.delete(directory.resolve("locked.pub")); // so that it has to be opened to be offered
        Path log = directory.resolve("log");
        Process login = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Dorg.slf4j.simpleLogger.log.org.apache.sshd.client=trace",
                        "-Dorg.slf4j.simpleLogger.log.org.apache.sshd.common=trace",
                        "-Dorg.slf4j.simpleLogger.log.io.arcconnect=trace",
                        "-Dorg.slf4j.simpleLogger.log.reactor.netty=trace",
                        Login.class.getName(),
                        directory.resolve("ed25519").toString(),
                        pkcs8.toString(),
                        locked.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean ended = login.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
        login.destroyForcibly();
        String text = Files.readString(log, StandardCharsets.ISO_8859_1);

        assertThat(ended).isTrue();
        assertThat(text).contains("hello").contains("TRACE");
        assertThat(text)
                .doesNotContain(PASSWORD)
                .doesNotContain(PHRASE)
                .doesNotContain(ANSWER)
                .doesNotContain(" [chunk #");
    }
}
