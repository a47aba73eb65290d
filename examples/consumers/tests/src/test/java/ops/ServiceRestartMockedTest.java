package ops;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.arcconnect.ArcConnect;
import io.arcconnect.error.ArcReason;
import io.arcconnect.error.Failure;
import io.arcconnect.error.RelayException;
import io.arcconnect.error.Stage;
import io.arcconnect.ssh.ExecResult;
import io.arcconnect.ssh.ExitStatus;
import io.arcconnect.ssh.Ssh;
import io.arcconnect.ssh.SshSession;
import io.arcconnect.testkit.ArcEmulated;
import io.arcconnect.testkit.ArcEmulator;
import io.arcconnect.testkit.FakeMachine;
import io.arcconnect.testkit.FakeProtocol;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Without a network: the machine, or only its transport, is the test's. */
@ArcEmulated(linux = "web-01")
class ServiceRestartMockedTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final FakeMachine nobody = FakeMachine.named("web-01");
    private final SshSession session = mock();

    private void answer(int status, String stderr) {
        ExecResult result = new ExecResult(nobody.id(), ExitStatus.of(status), new byte[0], stderr.getBytes(UTF_8));
        when(session.exec(anyString())).thenReturn(Mono.just(result));
        when(session.close()).thenReturn(Mono.empty());
    }

    @Test
    void restart_whenTheSessionIsAMock_thenItsAnswerCounts() {
        answer(1, "Unit web.service not found.\n");
        FakeMachine machine = nobody.session(session);

        String verdict = new ServiceRestart(Ssh.as("anybody")).on(machine).block(LIMIT);

        assertThat(verdict).isEqualTo("refused: Unit web.service not found.");
        assertThat(machine.calls()).containsExactly("use(Ssh)");
        assertThat(machine.openSessions()).isZero();
        verify(session).exec("systemctl restart web");
    }

    @Test
    void restart_whenTheMachineIsOff_thenItsCodeIsInTheVerdict() {
        FakeMachine machine = nobody.unreachable(new RelayException(
                Failure.of(ArcReason.RELAY_LISTENER_NOT_FOUND, Stage.DIAL, "no agent is listening")));

        String verdict = new ServiceRestart(Ssh.as("anybody")).on(machine).block(LIMIT);

        assertThat(verdict).isEqualTo("not reached: relay.listener_not_found");
    }

    @Test
    void restart_whenOnlyTheTransportIsFake_thenTheRestIsReal(ArcEmulator emulator, ArcConnect arc) {
        answer(0, "");
        FakeProtocol<SshSession> ssh = FakeProtocol.of(session);

        String verdict = new ServiceRestart(ssh)
                .on(arc.machine(emulator.machine("web-01").id()))
                .block(LIMIT);

        assertThat(verdict).isEqualTo("restarted");
        assertThat(ssh.opened()).isEqualTo(1);
        assertThat(emulator.dials()).isEmpty();
        verify(session).close();
    }
}
