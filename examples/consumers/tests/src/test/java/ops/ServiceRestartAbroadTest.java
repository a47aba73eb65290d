package ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.ArcMachine;
import io.arcconnect.model.Secret;
import io.arcconnect.ssh.HostKeys;
import io.arcconnect.ssh.Ssh;
import io.arcconnect.ssh.SshIdentity;
import io.arcconnect.testkit.ArcEmulated;
import io.arcconnect.testkit.ArcEmulator;
import io.arcconnect.testkit.ArcEmulatorBuilder;
import io.arcconnect.testkit.CarriedBytes;
import io.arcconnect.testkit.EmbeddedSsh;
import io.arcconnect.testkit.EmulatedMachine;
import io.arcconnect.testkit.ExecReply;
import io.arcconnect.testkit.RunningMachine;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** One emulator for all tests of the class, with what an annotation cannot say. */
@ArcEmulated(life = ArcEmulated.Life.CLASS)
class ServiceRestartAbroadTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @ArcEmulated.Setup
    static void machines(ArcEmulatorBuilder builder) {
        builder.relayDelay(Duration.ofMillis(20))
                .machine(EmulatedMachine.linux("far-01")
                        .enabled()
                        .ssh(EmbeddedSsh.create().password("ada", "pw").onExec(request -> ExecReply.out("done\n"))));
    }

    private static ServiceRestart restart(RunningMachine machine) {
        return new ServiceRestart(Ssh.as("ada")
                .identity(SshIdentity.password(Secret.of("pw")))
                .hostKeys(HostKeys.pinned(machine.hostKeyFingerprint())));
    }

    @Test
    void restart_whenTheMachineIsFar_thenNothingStaysOpenThere(
            ArcEmulator emulator, RunningMachine far, ArcMachine machine) {
        String verdict = restart(far).on(machine).block(LIMIT);

        assertThat(verdict).isEqualTo("restarted");
        assertThat(emulator.awaitQuiet(LIMIT).openSessions()).isZero();
        assertThat(far.carried()).isNotEqualTo(new CarriedBytes(0, 0));
    }

    @Nested
    class Again {

        @Test
        void restart_whenItIsRepeated_thenItIsDialedAgain(RunningMachine far, ArcMachine machine) {
            int before = far.dials().size();

            String verdict = restart(far).on(machine).block(LIMIT);

            assertThat(verdict).isEqualTo("restarted");
            assertThat(far.dials()).hasSize(before + 1);
        }
    }
}
