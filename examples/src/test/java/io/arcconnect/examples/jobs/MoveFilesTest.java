package io.arcconnect.examples.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.ArcConnect;
import io.arcconnect.ArcMachine;
import io.arcconnect.model.Secret;
import io.arcconnect.model.ServicePolicy;
import io.arcconnect.ssh.HostKeys;
import io.arcconnect.ssh.SftpEntry;
import io.arcconnect.ssh.Ssh;
import io.arcconnect.ssh.SshIdentity;
import io.arcconnect.testkit.ArcEmulator;
import io.arcconnect.testkit.EmbeddedSsh;
import io.arcconnect.testkit.EmulatedMachine;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

class MoveFilesTest {

    private static final Duration BOUND = Duration.ofSeconds(60);

    @Test
    void moveFiles_whenTheMachineServesSftp_thenFilesAreThereAndHere(@TempDir Path there, @TempDir Path here)
            throws Exception {
        Files.createDirectories(there.resolve("opt/app"));
        Files.createDirectories(there.resolve("var/backups/db"));
        Files.writeString(there.resolve("var/backups/db/dump"), "rows");
        Path jar = Files.writeString(here.resolve("app.jar"), "classes");
        EmbeddedSsh server =
                EmbeddedSsh.create().password("ada", "correct horse").files(there);
        try (ArcEmulator emulator = ArcEmulator.builder()
                .machine(EmulatedMachine.linux("web-01").ssh(server))
                .start()) {
            ArcConnect arc = emulator.arcConnect()
                    .servicePolicy(ServicePolicy.ENABLE_IF_MISSING)
                    .build();
            ArcMachine machine = arc.machine(emulator.machine("web-01").id());
            Ssh ssh = Ssh.as("ada")
                    .identity(SshIdentity.password(Secret.of("correct horse")))
                    .hostKeys(HostKeys.pinned(server.hostKeyFingerprint()));

            MoveFiles.deploy(machine, ssh, jar).block(BOUND);
            MoveFiles.backUp(machine, ssh, here.resolve("backups")).block(BOUND);
            List<SftpEntry> reports = MoveFiles.publish(machine, ssh, text("a;b\n"), text("done\n"))
                    .collectList()
                    .block(BOUND);
            arc.close().block(BOUND);

            assertThat(there.resolve("opt/app/app.jar")).hasContent("classes");
            assertThat(here.resolve("backups/db/dump")).hasContent("rows");
            assertThat(reports).extracting(SftpEntry::name).containsExactlyInAnyOrder("today.csv", "log");
        }
    }

    private static Mono<ByteBuffer> text(String text) {
        return Mono.fromSupplier(() -> ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }
}
