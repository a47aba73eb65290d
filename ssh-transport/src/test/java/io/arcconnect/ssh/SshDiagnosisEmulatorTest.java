package io.arcconnect.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.ArcConnect;
import io.arcconnect.model.Diagnosis;
import io.arcconnect.model.DiagnosisStep;
import io.arcconnect.model.DiagnosisStep.Status;
import io.arcconnect.model.Secret;
import io.arcconnect.model.ServicePolicy;
import io.arcconnect.testkit.ArcEmulator;
import io.arcconnect.testkit.EmbeddedSsh;
import io.arcconnect.testkit.EmulatedMachine;
import io.arcconnect.testkit.RecordedRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What SSH adds to a diagnosis: the offer, the host key, the login; and that nothing is written on either side. */
@Timeout(60)
class SshDiagnosisEmulatorTest {

    private static final Duration LIMIT = Duration.ofSeconds(50);

    @TempDir
    private Path folder;

    private ArcEmulator emulator;
    private ArcConnect arc;

    @BeforeEach
    void start() {
        emulator = ArcEmulator.builder()
                .machine(EmulatedMachine.linux("web-01")
                        .ssh(EmbeddedSsh.create().password("ada", "pw"))
                        .enabled())
                .start();
        arc = emulator.arcConnect().servicePolicy(ServicePolicy.REPLACE_PORT).build();
    }

    @AfterEach
    void stop() {
        arc.close().block(LIMIT);
        emulator.close();
    }

    @Test
    void diagnose_whenAllIsWell_thenOfferHostKeyAndLogin() {
        Diagnosis diagnosis = diagnose(ssh("pw").hostKeys(pinned()));

        assertThat(diagnosis.isHealthy()).as(diagnosis.toText()).isTrue();
        assertThat(step(diagnosis, "ssh.algorithms").evidence())
                .containsKeys("agreed", "keyExchanges", "hostKeys", "ciphers", "macs");
        assertThat(step(diagnosis, "ssh.host_key").evidence())
                .containsEntry("shown", emulator.machine("web-01").hostKeyFingerprint());
        assertThat(step(diagnosis, "ssh.authentication").evidence()).containsEntry("user", "ada");
        assertThat(diagnosis.steps()).hasSize(22);
    }

    @Test
    void diagnose_whenThePasswordIsWrong_thenTheHostKeyIsFineAndTheLoginFailed() {
        Diagnosis diagnosis = diagnose(ssh("other").hostKeys(pinned()));

        assertThat(step(diagnosis, "ssh.host_key").status()).isEqualTo(Status.OK);
        assertThat(step(diagnosis, "ssh.authentication").reason()).contains("ssh.auth_failed");
        assertThat(diagnosis.firstFailure()).contains(step(diagnosis, "ssh.authentication"));
    }

    @Test
    void diagnose_whenNoIdentityIsConfigured_thenThatIsTheCause() {
        Diagnosis diagnosis = diagnose(Ssh.as("ada").hostKeys(pinned()));

        assertThat(step(diagnosis, "ssh.authentication").reason()).contains("ssh.identity_not_configured");
        assertThat(step(diagnosis, "ssh.authentication").fix().orElse("")).contains(".identity(");
    }

    @Test
    void diagnose_whenTheHostKeyIsNotKnown_thenItIsShownAndNobodyLogsIn() {
        Diagnosis diagnosis = diagnose(ssh("pw").hostKeys(HostKeys.knownHosts(folder.resolve("known_hosts"))));

        DiagnosisStep hostKey = step(diagnosis, "ssh.host_key");
        assertThat(hostKey.reason()).contains("ssh.host_key_unknown");
        assertThat(hostKey.evidence())
                .containsEntry("shown", emulator.machine("web-01").hostKeyFingerprint());
        assertThat(step(diagnosis, "ssh.authentication").status()).isEqualTo(Status.SKIPPED);
    }

    @Test
    void diagnose_whenNewHostKeysAreAccepted_thenTheFirstIsNotRemembered() {
        Path file = folder.resolve("known_hosts");

        Diagnosis diagnosis = diagnose(ssh("pw").hostKeys(HostKeys.acceptNew(file)));

        assertThat(diagnosis.isHealthy()).as(diagnosis.toText()).isTrue();
        assertThat(step(diagnosis, "ssh.host_key").status()).isEqualTo(Status.WARNING);
        assertThat(step(diagnosis, "ssh.authentication").status()).isEqualTo(Status.OK);
        assertThat(file).doesNotExist();
    }

    @Test
    void diagnose_whenAnotherHostKeyIsKnown_thenChangedAlsoWhereNewOnesAreAccepted() throws IOException {
        Path file = folder.resolve("known_hosts");
        arc.machine(emulator.machine("web-01").id())
                .use(ssh("pw").hostKeys(HostKeys.acceptNew(file)), session -> session.exec("true"))
                .block(LIMIT);
        String before = Files.readString(file);
        stop();
        start();

        Diagnosis diagnosis = diagnose(ssh("pw").hostKeys(HostKeys.acceptNew(file)));

        assertThat(step(diagnosis, "ssh.host_key").reason()).contains("ssh.host_key_changed");
        assertThat(Files.readString(file)).isEqualTo(before);
    }

    @Test
    void diagnose_whenNoHostKeysAreConfigured_thenTheKeyIsShownToCompareIt() {
        Diagnosis diagnosis = diagnose(ssh("pw"));

        DiagnosisStep hostKey = step(diagnosis, "ssh.host_key");
        assertThat(hostKey.reason()).contains("ssh.host_keys_not_configured");
        assertThat(hostKey.evidence())
                .containsEntry("shown", emulator.machine("web-01").hostKeyFingerprint());
        assertThat(step(diagnosis, "ssh.authentication").status()).isEqualTo(Status.SKIPPED);
    }

    @Test
    void diagnose_whenTheIdentityCannotBeRead_thenThatIsTheLoginsFailure() {
        Ssh ssh = Ssh.as("ada")
                .identity(SshIdentity.privateKey(folder.resolve("missing")))
                .hostKeys(pinned());

        Diagnosis diagnosis = diagnose(ssh);

        assertThat(diagnosis.firstFailure().flatMap(DiagnosisStep::reason)).contains("ssh.identity_unreadable");
    }

    @Test
    void diagnose_whenAnotherPortIsWanted_thenTheConfigurationSaysSo() {
        Diagnosis diagnosis = diagnose(ssh("pw").hostKeys(pinned()).port(2222));

        assertThat(diagnosis.firstFailure().flatMap(DiagnosisStep::reason)).contains("service.port_conflict");
    }

    private Diagnosis diagnose(Ssh ssh) {
        Diagnosis diagnosis = arc.machine(emulator.machine("web-01").id())
                .diagnose(ssh)
                .blockOptional(LIMIT)
                .orElseThrow();
        assertThat(emulator.requests()).noneMatch(RecordedRequest::isWrite);
        return diagnosis;
    }

    private HostKeys pinned() {
        return HostKeys.pinned(emulator.machine("web-01").hostKeyFingerprint());
    }

    private static Ssh ssh(String password) {
        return Ssh.as("ada").identity(SshIdentity.password(Secret.of(password)));
    }

    private static DiagnosisStep step(Diagnosis diagnosis, String name) {
        return diagnosis.step(name).orElseThrow(() -> new AssertionError(name + " is missing in " + diagnosis));
    }
}
