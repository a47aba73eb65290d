package io.arcconnect.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.arcconnect.ArcConnect;
import io.arcconnect.error.ArcReason;
import io.arcconnect.error.RelayException;
import io.arcconnect.model.RelayService;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The durations that a builder takes reach what they are for. */
class TimingEmulatorTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Test
    void credentialLifetime_whenSet_thenThatIsAskedFor() {
        try (ArcEmulator emulator = emulator()) {
            ArcConnect arc = emulator.arcConnect()
                    .timing(timing -> timing.credentialLifetime(Duration.ofMinutes(20)))
                    .build();

            arc.machine(emulator.machine("web-01").id())
                    .relayCredentials(RelayService.ssh())
                    .block(LIMIT);

            assertThat(emulator.requests(ArmCall.LIST_CREDENTIALS))
                    .singleElement()
                    .satisfies(request -> assertThat(request.query()).contains("expiresin=1200"));
            arc.close().block(LIMIT);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {599, 10_801})
    void credentialLifetime_whenTheServiceWouldRefuseIt_thenRefused(int seconds) {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        ArcConnect.builder().timing(timing -> timing.credentialLifetime(Duration.ofSeconds(seconds))));
    }

    @Test
    void dialAttemptTimeout_whenTheRelayHoldsTheHandshake_thenTheTryEnds() {
        try (ArcEmulator emulator = emulator()) {
            emulator.machine("web-01").faults(Fault.heldHandshake());
            Duration shortest = Duration.ofMillis(1);
            ArcConnect arc = emulator.arcConnect()
                    .timing(timing ->
                            timing.dialAttemptTimeout(Duration.ofSeconds(1)).dialBudget(shortest, shortest))
                    .build();

            RelayException error = catchThrowableOfType(
                    RelayException.class,
                    () -> arc.machine(emulator.machine("web-01").id())
                            .dial(RelayService.ssh())
                            .block(LIMIT));

            assertThat(error.reason()).isEqualTo(ArcReason.RELAY_HANDSHAKE_TIMED_OUT);
            arc.close().block(LIMIT);
        }
    }

    private static ArcEmulator emulator() {
        return ArcEmulator.builder()
                .machine(EmulatedMachine.linux("web-01").enabled())
                .start();
    }
}
