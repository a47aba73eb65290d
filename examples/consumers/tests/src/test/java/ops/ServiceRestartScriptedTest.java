package ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arcconnect.error.ArcReason;
import io.arcconnect.error.Failure;
import io.arcconnect.error.Stage;
import io.arcconnect.fake.FakeSsh;
import io.arcconnect.fake.ScriptedSsh;
import io.arcconnect.rdp.RdpException;
import io.arcconnect.rdp.RdpReason;
import io.arcconnect.ssh.ExecResult;
import io.arcconnect.ssh.ExitStatus;
import io.arcconnect.ssh.SshException;
import io.arcconnect.ssh.SshReason;
import io.arcconnect.testkit.FakeMachine;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

/** No network, no mocks: sessions by script. */
class ServiceRestartScriptedTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final FakeMachine web = FakeMachine.named("web-01");

    @Test
    void restart_whenTheOutcomeIsUnknown_thenItIsNotTriedAgain() {
        ScriptedSsh ssh = FakeSsh.on("systemctl restart web").fails(SshReason.OUTCOME_UNKNOWN);

        String verdict = new ServiceRestart(ssh).on(web).block(LIMIT);

        assertThat(verdict).isEqualTo("look at it");
        assertThat(ssh.commands()).containsExactly("systemctl restart web");
        assertThat(ssh.openSessions()).isZero();
    }

    @Test
    void restart_whenItTakesAMinute_thenTheTestDoesNot() {
        ScriptedSsh ssh =
                FakeSsh.on("systemctl restart web").after(Duration.ofMinutes(1)).returns(0, "");

        StepVerifier.withVirtualTime(() -> new ServiceRestart(ssh).on(web))
                .thenAwait(Duration.ofMinutes(1))
                .expectNext("restarted")
                .verifyComplete();
    }

    @Test
    void restart_whenTheFirstTryFails_thenTheSecondMayNot() {
        ScriptedSsh ssh = FakeSsh.onMatching("systemctl .*")
                .returns(0, "")
                .on("systemctl restart web")
                .once()
                .returns(1, "", "Unit web.service is masked.\n");
        ServiceRestart restart = new ServiceRestart(ssh);

        assertThat(restart.on(web).block(LIMIT)).isEqualTo("refused: Unit web.service is masked.");
        assertThat(restart.on(web).block(LIMIT)).isEqualTo("restarted");
    }

    @Test
    void restart_whenTheMachineIsAway_thenNothingRuns() {
        ScriptedSsh ssh = FakeSsh.refusing(ArcReason.RELAY_LISTENER_NOT_FOUND);

        String verdict = new ServiceRestart(ssh).on(web).block(LIMIT);

        assertThat(verdict).isEqualTo("not reached: relay.listener_not_found");
        assertThat(ssh.commands()).isEmpty();
    }

    @Test
    void restart_whenNobodyScriptedTheCommand_thenTheErrorNamesIt() {
        ScriptedSsh ssh = FakeSsh.on("uptime").returns(0, "");

        assertThatThrownBy(() -> new ServiceRestart(ssh).on(web).block(LIMIT))
                .hasCauseInstanceOf(AssertionError.class)
                .hasMessageContaining("\"systemctl restart web\"");
    }

    /** Whatever the library throws or gives, a test can make. */
    @Test
    void values_whenMadeByATest_thenTheyAreTheLibrarys() {
        ExecResult result = new ExecResult(web.id(), ExitStatus.of(2), new byte[0], "no\n".getBytes());
        Failure lost = Failure.of(SshReason.OUTCOME_UNKNOWN, Stage.CHANNEL, "it was lost").on(web.id());

        assertThat(new SshException(lost, result).result()).contains(result);
        assertThat(new RdpException(lost.as(RdpReason.TARGET_REFUSED, "closed")).reason())
                .isEqualTo(RdpReason.TARGET_REFUSED);
        assertThatThrownBy(result::orThrow).hasMessageContaining("ssh.exit_status web-01").hasMessageContaining("no");
    }
}
