package io.arcconnect.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.ArcConnect;
import io.arcconnect.model.ExtensionSpec;
import io.arcconnect.model.ProvisionOutcome;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The library against the emulator: the way of protocol.md 0, end to end. */
class EmulatesWholePathTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @Test
    void provision_whenExtensionIsMissing_thenInstallsIt() {
        for (LroStyle style : List.of(LroStyle.values())) {
            try (ArcEmulator emulator = ArcEmulator.builder()
                    .machine(EmulatedMachine.windows("win-01").lroStyle(style).extensionTakes(3))
                    .start()) {
                ArcConnect arc = emulator.arcConnect().build();

                ProvisionOutcome outcome = arc.machine(
                                emulator.machine("win-01").id())
                        .provision(ExtensionSpec.openSshForWindows())
                        .blockOptional(SOON)
                        .orElseThrow();

                assertThat(outcome.changed()).isTrue();
                assertThat(outcome.extension().isSucceeded()).isTrue();
                assertThat(outcome.extension().message()).contains("OpenSSH Successfully enabled");
                arc.close().block(SOON);
            }
        }
    }
}
