package io.arcconnect.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.ArcConnect;
import io.arcconnect.model.Diagnosis;
import io.arcconnect.model.DiagnosisStep;
import io.arcconnect.testkit.ArcEmulator;
import io.arcconnect.testkit.EmulatedMachine;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What OpenSSH's own server offers is read as it says it. */
@Timeout(90)
class SshDiagnosisInteropTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    @Test
    void diagnose_whenOpenSshAnswers_thenItsOfferAndTheLogin() throws Exception {
        Diagnosis diagnosis = diagnose();

        assertThat(diagnosis.isHealthy()).as(diagnosis.toText()).isTrue();
        assertThat(step(diagnosis, "ssh.banner").evidence().get("banner")).startsWith("SSH-2.0-OpenSSH");
        assertThat(step(diagnosis, "ssh.algorithms").evidence().get("agreed")).contains("aes128-gcm@openssh.com");
    }

    @Test
    void diagnose_whenOpenSshOffersNothingInCommon_thenItSaysOfWhat() throws Exception {
        Diagnosis diagnosis = diagnose("Ciphers aes192-ctr");

        assertThat(step(diagnosis, "ssh.algorithms").cause()).contains("client and server have no ciphers in common");
        assertThat(step(diagnosis, "ssh.algorithms").evidence()).containsEntry("ciphers", "aes192-ctr");
        assertThat(step(diagnosis, "ssh.authentication").status()).isEqualTo(DiagnosisStep.Status.SKIPPED);
    }

    private Diagnosis diagnose(String... options) throws Exception {
        OpenSshServer server = OpenSshServer.start(directory, options);
        try (ArcEmulator emulator = ArcEmulator.builder()
                .machine(EmulatedMachine.linux("lin-01")
                        .target(22, server.address())
                        .enabled())
                .start()) {
            ArcConnect arc = emulator.arcConnect().build();
            try {
                return arc.machine(emulator.machine("lin-01").id())
                        .diagnose(Ssh.as(OpenSshServer.user())
                                .identity(SshIdentity.privateKey(server.userKey("ed25519")))
                                .hostKeys(HostKeys.pinned(server.fingerprint("ed25519"), server.fingerprint("ecdsa"))))
                        .blockOptional(LIMIT)
                        .orElseThrow();
            } finally {
                arc.close().block(LIMIT);
            }
        } finally {
            server.close();
        }
    }

    private static DiagnosisStep step(Diagnosis diagnosis, String name) {
        return diagnosis.step(name).orElseThrow(() -> new AssertionError(name + " is missing in " + diagnosis));
    }
}
