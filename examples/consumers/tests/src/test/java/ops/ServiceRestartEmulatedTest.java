package ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.ArcConnect;
import io.arcconnect.model.Secret;
import io.arcconnect.ssh.HostKeys;
import io.arcconnect.ssh.Ssh;
import io.arcconnect.ssh.SshIdentity;
import io.arcconnect.testkit.ArcEmulated;
import io.arcconnect.testkit.ArcEmulator;
import io.arcconnect.testkit.ExecReply;
import io.arcconnect.testkit.Fault;
import io.arcconnect.testkit.RunningMachine;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The whole path on loopback: Azure Resource Manager, the relay, an agent and an SSH server, with what goes wrong there. */
@ArcEmulated(linux = {"web-01", "web-02"})
class ServiceRestartEmulatedTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static ServiceRestart restart(RunningMachine machine) {
        return new ServiceRestart(Ssh.as(ArcEmulated.USER)
                .identity(SshIdentity.password(Secret.of(ArcEmulated.PASSWORD)))
                .hostKeys(HostKeys.pinned(machine.hostKeyFingerprint())));
    }

    @Test
    void restart_whenTheServiceStarts_thenSaysSo(ArcEmulator emulator, ArcConnect arc) {
        RunningMachine web = emulator.machine("web-01").onExec(request -> ExecReply.out("done\n"));

        String verdict = restart(web).on(arc.machine(web.id())).block(LIMIT);

        assertThat(verdict).isEqualTo("restarted");
    }

    @Test
    void restart_whenTheServiceDoesNotStart_thenSaysWhy(ArcEmulator emulator, ArcConnect arc) {
        RunningMachine web =
                emulator.machine("web-01").onExec(request -> ExecReply.exit(1, "", "Unit web.service is masked.\n"));

        String verdict = restart(web).on(arc.machine(web.id())).block(LIMIT);

        assertThat(verdict).isEqualTo("refused: Unit web.service is masked.");
    }

    @Test
    void restart_whenTheAgentIsAwayAtFirst_thenItIsWaitedFor(ArcEmulator emulator, ArcConnect arc) {
        RunningMachine web = emulator.machine("web-01")
                .onExec(request -> ExecReply.out("done\n"))
                .faults(Fault.noListeners().once());

        String verdict = restart(web).on(arc.machine(web.id())).block(LIMIT);

        assertThat(verdict).isEqualTo("restarted");
        assertThat(emulator.dials()).hasSize(2);
    }

    @Test
    void restart_whenTheConnectionIsLostInTheMiddle_thenNobodyClaimsToKnow(ArcEmulator emulator, ArcConnect arc) {
        RunningMachine web = emulator.machine("web-01");
        web.onExec(request -> {
            web.dropConnections();
            return ExecReply.never();
        });

        String verdict = restart(web).on(arc.machine(web.id())).block(LIMIT);

        assertThat(verdict).isEqualTo("look at it");
    }

    @Test
    void restart_whenTheRoleIsMissing_thenNothingIsDialed(ArcEmulator emulator, ArcConnect arc) {
        RunningMachine web = emulator.machine("web-02");
        emulator.deny("Microsoft.HybridConnectivity/endpoints/listCredentials/action");

        String verdict = restart(web).on(arc.machine(web.id())).block(LIMIT);

        assertThat(verdict).isEqualTo("not reached: arm.forbidden");
        assertThat(emulator.dials()).isEmpty();
    }
}
