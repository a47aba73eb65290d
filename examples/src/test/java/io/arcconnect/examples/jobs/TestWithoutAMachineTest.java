package io.arcconnect.examples.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.ArcConnect;
import io.arcconnect.ArcMachine;
import io.arcconnect.error.ArcReason;
import io.arcconnect.error.Failure;
import io.arcconnect.error.RelayException;
import io.arcconnect.error.Stage;
import io.arcconnect.model.Secret;
import io.arcconnect.rdp.Rdp;
import io.arcconnect.rdp.RdpFile;
import io.arcconnect.spi.Protocol;
import io.arcconnect.ssh.HostKeys;
import io.arcconnect.ssh.Ssh;
import io.arcconnect.ssh.SshIdentity;
import io.arcconnect.ssh.SshSession;
import io.arcconnect.testkit.ArcEmulated;
import io.arcconnect.testkit.ArcEmulator;
import io.arcconnect.testkit.FakeCarrier;
import io.arcconnect.testkit.FakeMachine;
import io.arcconnect.testkit.FakeProtocol;
import io.arcconnect.testkit.Fault;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Ways to test code that uses a machine: the method {@link #hostname} stands for that code. */
@ArcEmulated(linux = "web-01")
class TestWithoutAMachineTest {

    private static final Duration BOUND = Duration.ofSeconds(30);

    private static Mono<String> hostname(ArcMachine machine, Protocol<SshSession> ssh) {
        return machine.use(ssh, session -> session.exec("hostname"))
                .map(result -> result.orThrow().stdout().strip())
                .onErrorReturn(RelayException.class, "unreachable");
    }

    @Test
    void hostname_whenTheSessionIsAStub_thenItsAnswer() {
        CannedSession session = new CannedSession("web-01\n");
        ArcMachine machine = FakeMachine.named("web-01").session(session);

        String name = hostname(machine, Ssh.as("nobody")).block(BOUND);

        assertThat(name).isEqualTo("web-01");
        assertThat(session.commands()).containsExactly("hostname");
        assertThat(session.isClosed()).isTrue();
    }

    @Test
    void hostname_whenTheMachineCannotBeReached_thenSaysSo() {
        RelayException offline =
                new RelayException(Failure.of(ArcReason.RELAY_LISTENER_NOT_FOUND, Stage.DIAL, "no agent is listening"));
        ArcMachine machine = FakeMachine.named("web-01").unreachable(offline);

        StepVerifier.create(hostname(machine, Ssh.as("nobody")))
                .expectNext("unreachable")
                .expectComplete()
                .verify(BOUND);
    }

    @Test
    void hostname_whenTheTransportIsMocked_thenTheRestIsReal(ArcEmulator emulator, ArcConnect arc) {
        FakeProtocol<SshSession> ssh = FakeProtocol.of(new CannedSession("web-01\n"));

        String name =
                hostname(arc.machine(emulator.machine("web-01").id()), ssh).block(BOUND);

        assertThat(name).isEqualTo("web-01");
        assertThat(ssh.opened()).isEqualTo(1);
        assertThat(emulator.dials()).isEmpty();
    }

    @Test
    void hostname_whenTheAgentIsAwayAtFirst_thenItIsWaitedFor(ArcEmulator emulator, ArcConnect arc) {
        Ssh ssh = Ssh.as(ArcEmulated.USER)
                .identity(SshIdentity.password(Secret.of(ArcEmulated.PASSWORD)))
                .hostKeys(HostKeys.pinned(emulator.machine("web-01").hostKeyFingerprint()));
        emulator.machine("web-01").faults(Fault.noListeners().once());

        String name =
                hostname(arc.machine(emulator.machine("web-01").id()), ssh).block(BOUND);

        assertThat(name).isNotBlank().isNotEqualTo("unreachable");
        assertThat(emulator.dials()).hasSize(2);
    }

    @Test
    void tunnel_whenTheCarrierIsInMemory_thenNothingIsDialed(ArcEmulator emulator, ArcConnect arc) {
        FakeCarrier carrier = FakeCarrier.create().desktop("localhost", 3389);
        ArcMachine machine = arc.machine(emulator.machine("web-01").id());

        RdpFile file = machine.use(Rdp.over(carrier), tunnel -> Mono.just(tunnel.rdpFile()))
                .block(BOUND);

        assertThat(file).asString().contains("full address:s:127.0.0.1:");
        assertThat(carrier.asked()).containsExactly("localhost:3389");
        assertThat(emulator.dials()).isEmpty();
    }
}
