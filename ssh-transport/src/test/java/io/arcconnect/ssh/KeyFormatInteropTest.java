package io.arcconnect.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.ArcConnect;
import io.arcconnect.ArcMachine;
import io.arcconnect.model.Secret;
import io.arcconnect.testkit.ArcEmulator;
import io.arcconnect.testkit.EmulatedMachine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every form of a key file that {@code SshIdentity} promises, as ssh-keygen writes it. */
class KeyFormatInteropTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String PHRASE = "a phrase";

    @TempDir
    static Path directory;

    private static OpenSshServer server;
    private static ArcEmulator emulator;
    private static ArcConnect arc;
    private static ArcMachine machine;

    @BeforeAll
    static void start() throws Exception {
        for (String type : List.of("ecdsa", "rsa")) {
            for (String form : List.of("PEM", "PKCS8")) {
                keygen(type, form, "");
                keygen(type, form, PHRASE);
            }
        }
        keygen("ed25519", "RFC4716", PHRASE);
        server = OpenSshServer.start(directory);
        emulator = ArcEmulator.builder()
                .machine(EmulatedMachine.linux("lin-01")
                        .target(22, server.address())
                        .enabled())
                .start();
        arc = emulator.arcConnect().build();
        machine = arc.machine(emulator.machine("lin-01").id());
    }

    private static Path file(String type, String form, String phrase) {
        return directory.resolve("user_" + type + "_" + form + (phrase.isEmpty() ? "" : "_locked"));
    }

    private static void keygen(String type, String form, String phrase) throws Exception {
        Process process = new ProcessBuilder(
                        "ssh-keygen",
                        "-q",
                        "-t",
                        type,
                        "-m",
                        form,
                        "-N",
                        phrase,
                        "-f",
                        file(type, form, phrase).toString())
                .start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    @AfterAll
    static void stop() {
        arc.close().block(LIMIT);
        emulator.close();
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "ecdsa,PEM,''",
        "ecdsa,PEM,a phrase",
        "ecdsa,PKCS8,''",
        "ecdsa,PKCS8,a phrase",
        "rsa,PEM,''",
        "rsa,PEM,a phrase",
        "rsa,PKCS8,''",
        "rsa,PKCS8,a phrase",
        "ed25519,RFC4716,a phrase"
    })
    void open_whenTheKeyFileHasThisForm_thenLoggedIn(String type, String form, String phrase) throws Exception {
        Path file = file(type, form, phrase);
        SshIdentity identity =
                phrase.isEmpty() ? SshIdentity.privateKey(file) : SshIdentity.privateKey(file, Secret.of(phrase));
        Ssh ssh = Ssh.as(OpenSshServer.user())
                .identity(identity)
                .hostKeys(HostKeys.pinned(server.fingerprint("ed25519"), server.fingerprint("ecdsa")));

        ExecResult result =
                machine.use(ssh, session -> session.exec("echo hello")).block(LIMIT);

        assertThat(result.stdout()).isEqualTo("hello\n");
    }
}
