package io.arcconnect.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.testkit.ArcEmulator;
import io.arcconnect.testkit.EmbeddedSsh;
import io.arcconnect.testkit.EmulatedMachine;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("interop")
@Timeout(120)
class DoctorProcessTest {

    @TempDir
    private Path folder;

    @Test
    void doctor_whenStartedAsAProcess_thenItFindsTheEmulatorByItsCloudFile() {
        try (ArcEmulator emulator = ArcEmulator.builder()
                .machine(EmulatedMachine.linux("well").ssh(EmbeddedSsh.create()).enabled())
                .start()) {
            String id = emulator.machine("well").id().resourceId();

            ArcConnectProcess.Ended doctor =
                    ArcConnectProcess.run(EmulatedCloud.of(emulator, folder), "doctor", "--resource-id", id);

            assertThat(doctor.status()).as(doctor.out() + doctor.err()).isZero();
            assertThat(doctor.out()).startsWith("well: healthy (");
        }
    }
}
