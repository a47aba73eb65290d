package io.arcconnect.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.testkit.ArcEmulator;
import io.arcconnect.testkit.EmulatedMachine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 500 sessions through the relay that are logged in and do nothing: at most 60 KiB of heap each, and no thread. */
@Tag("heavy")
class IdleSessionsInteropTest {

    @TempDir
    Path directory;

    @Test
    void connect_when500AreIdle_thenEachKeepsLittleHeapAndNoThread() throws Exception {
        Path log = directory.resolve("sessions.log");
        try (OpenSshServer server = OpenSshServer.start(directory);
                ArcEmulator emulator = ArcEmulator.builder()
                        .machine(EmulatedMachine.linux("lin-01")
                                .target(22, server.address())
                                .enabled())
                        .start()) {
            int status = ChildJvm.run(
                    emulator,
                    log,
                    List.of("-Xmx256m"),
                    IdleSessions.class,
                    List.of(
                            server.userKey("ed25519").toString(),
                            server.fingerprint("ed25519"),
                            server.fingerprint("ecdsa")));

            assertThat(status).as(Files.readString(log)).isZero();
        }
    }
}
