package io.arcconnect.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.arcconnect.model.RelayService;
import io.arcconnect.spi.DuplexStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArcEmulatorBuilderTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @Test
    void machine_whenAnotherHasTheName_thenRefused() {
        ArcEmulatorBuilder builder = ArcEmulator.builder().machine(EmulatedMachine.linux("web-01"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.machine(EmulatedMachine.windows("WEB-01")))
                .withMessageContaining("WEB-01");
    }

    @Test
    void start_whenStartedBefore_thenRefused() {
        ArcEmulatorBuilder builder = ArcEmulator.builder();
        builder.start().close();

        assertThatIllegalStateException().isThrownBy(builder::start);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1000, 1, 1500})
    void retryAfter_whenNotWholeSeconds_thenRefused(long milliseconds) {
        ArcEmulatorBuilder builder = ArcEmulator.builder();

        assertThatIllegalArgumentException().isThrownBy(() -> builder.retryAfter(Duration.ofMillis(milliseconds)));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 65_536})
    void enabled_whenThePortIsOutOfRange_thenRefused(int port) {
        EmulatedMachine machine = EmulatedMachine.linux("web-01");

        assertThatIllegalArgumentException().isThrownBy(() -> machine.enabled(port));
    }

    @Test
    void ssh_whenOnAnotherPort_thenItAnswersThere() {
        try (ArcEmulator emulator = ArcEmulator.builder()
                .machine(EmulatedMachine.linux("web-01")
                        .ssh(EmbeddedSsh.create(), 2222)
                        .enabled(2222))
                .start()) {
            var arc = emulator.arcConnect().build();
            DuplexStream stream = arc.machine(emulator.machine("web-01").id())
                    .dial(RelayService.ssh(2222))
                    .block(LIMIT);

            String said = StandardCharsets.US_ASCII
                    .decode(stream.receive().next().block(LIMIT))
                    .toString();

            assertThat(said).startsWith("SSH-2.0-");
            arc.close().block(LIMIT);
        }
    }
}
