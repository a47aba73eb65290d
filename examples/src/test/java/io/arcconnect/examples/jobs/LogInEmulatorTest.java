package io.arcconnect.examples.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.ArcConnect;
import io.arcconnect.model.Secret;
import io.arcconnect.ssh.ExecResult;
import io.arcconnect.ssh.HostKeys;
import io.arcconnect.ssh.Ssh;
import io.arcconnect.testkit.ArcEmulator;
import io.arcconnect.testkit.EmbeddedSsh;
import io.arcconnect.testkit.EmulatedMachine;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** The job about logging in, on the emulator: everything but the password is of no use there. */
class LogInEmulatorTest {

    private static final Duration BOUND = Duration.ofSeconds(60);

    @Test
    void login_whenOnlyThePasswordIsRight_thenTheOthersArePassedOver() {
        try (ArcEmulator emulator = ArcEmulator.builder()
                .machine(EmulatedMachine.linux("web-01")
                        .ssh(EmbeddedSsh.create().password("azureuser", "correct horse"))
                        .enabled())
                .start()) {
            ArcConnect arc = emulator.arcConnect().build();
            Ssh ssh = LogIn.login(
                    "azureuser",
                    Path.of("no such file"),
                    Mono.error(new AssertionError("not asked for")),
                    challenge -> Mono.empty(),
                    Secret.of("correct horse"),
                    HostKeys.pinned(emulator.machine("web-01").hostKeyFingerprint()));

            ExecResult result = arc.machine(emulator.machine("web-01").id())
                    .use(ssh, session -> session.exec("whoami"))
                    .block(BOUND);

            assertThat(result.stdout()).isEqualTo("azureuser\n");
            arc.close().block(BOUND);
        }
    }
}
