package io.arcconnect.examples.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.ArcConnect;
import io.arcconnect.model.Secret;
import io.arcconnect.ssh.HostKeys;
import io.arcconnect.ssh.Ssh;
import io.arcconnect.ssh.SshIdentity;
import io.arcconnect.ssh.Transfer;
import io.arcconnect.testkit.ArcEmulator;
import io.arcconnect.testkit.EmbeddedSsh;
import io.arcconnect.testkit.EmulatedMachine;
import io.arcconnect.testkit.ExecReply;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's job on a machine whose scp is played by the test. */
class CarryFilesByScpTest {

    private static final Duration BOUND = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @Test
    void logs_whenTheMachineHasScp_thenTheyAreHere() {
        List<String> commands = new CopyOnWriteArrayList<>();
        EmbeddedSsh server = EmbeddedSsh.create().password("ada", "pw").onExec(request -> {
            commands.add(request.command());
            return ExecReply.out("D0755 0 app\nC0644 3 app.log\nok\n\0E\n");
        });
        try (ArcEmulator emulator = ArcEmulator.builder()
                .machine(EmulatedMachine.linux("web-01").ssh(server).enabled())
                .start()) {
            ArcConnect arc = emulator.arcConnect().build();
            Ssh ssh = Ssh.as("ada")
                    .identity(SshIdentity.password(Secret.of("pw")))
                    .hostKeys(HostKeys.pinned(emulator.machine("web-01").hostKeyFingerprint()));

            Transfer fetched = CarryFilesByScp.logs(
                            arc.machine(emulator.machine("web-01").id()), ssh, folder.resolve("logs"))
                    .blockOptional(BOUND)
                    .orElseThrow();
            arc.close().block(BOUND);

            assertThat(fetched.files()).isEqualTo(1);
            assertThat(folder.resolve("logs/app.log")).hasContent("ok\n");
            assertThat(commands).containsExactly("scp -r -f '/var/log/app'");
        }
    }
}
