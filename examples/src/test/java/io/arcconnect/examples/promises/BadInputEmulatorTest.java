package io.arcconnect.examples.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arcconnect.ArcConnect;
import io.arcconnect.ArcConnectBuilder;
import io.arcconnect.error.ArcConnectException;
import io.arcconnect.error.ArcReason;
import io.arcconnect.error.ControlPlaneException;
import io.arcconnect.error.ErrorReason;
import io.arcconnect.error.RelayException;
import io.arcconnect.error.Stage;
import io.arcconnect.model.MachineId;
import io.arcconnect.model.RelayCredentials;
import io.arcconnect.model.Secret;
import io.arcconnect.model.ServicePolicy;
import io.arcconnect.ssh.HostKeys;
import io.arcconnect.ssh.Ssh;
import io.arcconnect.ssh.SshException;
import io.arcconnect.ssh.SshIdentity;
import io.arcconnect.ssh.SshReason;
import io.arcconnect.testkit.ArcEmulator;
import io.arcconnect.testkit.EmbeddedSsh;
import io.arcconnect.testkit.EmulatedMachine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** One mistake, one typed error with machine, stage, code and remedy, soon, and nothing is left behind. */
class BadInputEmulatorTest {

    /** Far below every budget of the library: a mistake is not waited for. */
    private static final Duration SOON = Duration.ofSeconds(15);

    private static final String LIST_CREDENTIALS = "Microsoft.HybridConnectivity/endpoints/listCredentials/action";

    private final ArcEmulator emulator = ArcEmulator.builder()
            .machine(EmulatedMachine.linux("web-01")
                    .enabled()
                    .ssh(EmbeddedSsh.create().password("azureuser", "right")))
            .start();
    private final MachineId machine = emulator.machine("web-01").id();
    private final Ssh nobody = Ssh.as("azureuser")
            .hostKeys(HostKeys.pinned(emulator.machine("web-01").hostKeyFingerprint()));
    private final Ssh ssh = nobody.identity(SshIdentity.password(Secret.of("right")));
    private final Set<String> threadsBefore = LibraryThreads.alive();

    @AfterEach
    void nothingIsLeft() {
        assertThat(emulator.machine("web-01").openConnections()).isZero();
        emulator.close();
    }

    @Test
    void machine_whenTheIdIsMalformed_thenIllegalArgumentAtTheCall() {
        ArcConnect arc = emulator.arcConnect().build();

        assertThatThrownBy(() -> arc.machine("/subscriptions/x/resourceGroups/y"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not a machine's resource id");

        close(arc);
        assertThat(emulator.requests()).isEmpty();
    }

    @Test
    void use_whenTheMachineIsUnknown_thenMachineNotFound() {
        MachineId unknown = MachineId.of(machine.subscriptionId(), machine.resourceGroup(), "web-99");
        ArcConnectBuilder builder = emulator.arcConnect().servicePolicy(ServicePolicy.ENABLE_IF_MISSING);

        ControlPlaneException error = fails(builder, unknown, ssh, ControlPlaneException.class);

        assertError(error, unknown, ArcReason.ARM_MACHINE_NOT_FOUND, Stage.CONTROL_PLANE, "resource group");
    }

    @Test
    void use_whenARoleIsMissing_thenForbiddenNamesTheAction() {
        emulator.deny(LIST_CREDENTIALS);

        ControlPlaneException error = fails(emulator.arcConnect(), machine, ssh, ControlPlaneException.class);

        assertError(error, machine, ArcReason.ARM_FORBIDDEN, Stage.CREDENTIALS, "the role that the message names");
        assertThat(error)
                .hasMessageContaining(
                        "needs the role \"Virtual Machine Local User Login\", which allows " + LIST_CREDENTIALS);
    }

    @Test
    void use_whenTheKeyIsWrong_thenAuthFailed() {
        Ssh wrong = nobody.identity(SshIdentity.keyPair(newKey()));

        SshException error = fails(emulator.arcConnect(), machine, wrong, SshException.class);

        assertError(error, machine, SshReason.AUTH_FAILED, Stage.SESSION, "user name");
    }

    @Test
    void use_whenThePasswordIsWrong_thenAuthFailedAndItIsNotRepeated() {
        Ssh wrong = nobody.identity(SshIdentity.password(Secret.of("hunter2")));

        SshException error = fails(emulator.arcConnect(), machine, wrong, SshException.class);

        assertError(error, machine, SshReason.AUTH_FAILED, Stage.SESSION, "user name");
        assertThat(error.toString()).doesNotContain("hunter2");
    }

    @Test
    void use_whenTheHostKeyIsAnother_thenRefused() {
        Ssh other = ssh.hostKeys(HostKeys.pinned("SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"));

        SshException error = fails(emulator.arcConnect(), machine, other, SshException.class);

        assertThat(error.reason()).isIn(SshReason.HOST_KEY_CHANGED, SshReason.HOST_KEY_UNKNOWN);
        assertError(error, machine, error.reason(), Stage.SESSION, "");
    }

    @Test
    void use_whenTheRelayIsUnreachable_thenUnreachable() throws IOException {
        RelayCredentials nowhere = new RelayCredentials(
                machine,
                "relay",
                "localhost:" + closedPort(),
                "microsoft.hybridcompute/machines/x/1/v2",
                Secret.of("SharedAccessSignature sr=x"),
                Instant.now().plusSeconds(3600),
                Secret.of("token"),
                Optional.empty());
        ArcConnectBuilder builder = emulator.arcConnect()
                .timing(timing -> timing.dialBudget(Duration.ofSeconds(2), Duration.ofSeconds(2)))
                .ports(ports -> ports.relayCredentialBroker(new FixedCredentials(nowhere)));

        RelayException error = fails(builder, machine, ssh, RelayException.class);

        assertError(error, machine, ArcReason.RELAY_UNREACHABLE, Stage.DIAL, "firewall");
    }

    private <E extends ArcConnectException> E fails(
            ArcConnectBuilder builder, MachineId id, Ssh protocol, Class<E> type) {
        ArcConnect arc = builder.build();
        Mono<?> result = arc.machine(id).use(protocol, session -> session.exec("true"));
        Throwable[] caught = new Throwable[1];

        StepVerifier.create(result)
                .expectErrorSatisfies(error -> caught[0] = error)
                .verify(SOON);

        close(arc);
        assertThat(caught[0]).isInstanceOf(type);
        return type.cast(caught[0]);
    }

    private void close(ArcConnect arc) {
        arc.close().block(SOON);
        LibraryThreads.awaitOnly(threadsBefore, SOON);
    }

    private static void assertError(
            ArcConnectException error, MachineId id, ErrorReason reason, Stage stage, String remedy) {
        assertThat(error.reason()).isEqualTo(reason);
        assertThat(error.machine()).contains(id);
        assertThat(error.stage()).isEqualTo(stage);
        assertThat(error.reason().remedy()).contains(remedy);
        assertThat(error).hasMessageStartingWith(reason.code() + " " + id.name() + ": ");
        assertThat(error.getMessage()).contains(reason.remedy());
    }

    private static int closedPort() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return taken.getLocalPort();
        }
    }

    private static java.security.KeyPair newKey() {
        try {
            return KeyPairGenerator.getInstance("EC").generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
