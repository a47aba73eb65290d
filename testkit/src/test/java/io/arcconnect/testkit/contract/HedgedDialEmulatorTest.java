package io.arcconnect.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.arcconnect.ArcConnect;
import io.arcconnect.ArcMachine;
import io.arcconnect.model.RelayService;
import io.arcconnect.spi.DuplexStream;
import io.arcconnect.spi.event.DialAttemptEvent;
import io.arcconnect.spi.event.DialHedgedEvent;
import io.arcconnect.spi.event.DisconnectedEvent;
import io.arcconnect.testkit.ArcEmulator;
import io.arcconnect.testkit.EmbeddedSsh;
import io.arcconnect.testkit.EmulatedMachine;
import io.arcconnect.testkit.Fault;
import io.arcconnect.testkit.RecordingListener;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

/** A second try beside a first that is late, against a relay. */
class HedgedDialEmulatorTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int ENOUGH = 10;

    private final RecordingListener listener = RecordingListener.create();
    private ArcEmulator emulator;
    private ArcConnect arc;
    private ArcMachine machine;

    @BeforeEach
    void start() {
        emulator = ArcEmulator.builder()
                .machine(EmulatedMachine.linux("web-01")
                        .ssh(EmbeddedSsh.create().password("ada", "pw"))
                        .enabled())
                .start();
        arc = emulator.arcConnect()
                .timing(timing -> timing.hedgeDials(95, Duration.ofMillis(200)))
                .listener(listener)
                .build();
        machine = arc.machine(emulator.machine("web-01").id());
    }

    @AfterEach
    void stop() {
        arc.close().block(LIMIT);
        emulator.close();
    }

    private void learn() {
        for (int i = 0; i < ENOUGH; i++) {
            machine.dial(RelayService.ssh()).flatMap(DuplexStream::close).block(LIMIT);
        }
    }

    @Test
    void dial_whenTheRelayHoldsTheFirst_thenTheSecondOpensAndNothingIsLeftOfTheFirst() {
        learn();
        emulator.machine("web-01").faults(Fault.heldHandshake().once());

        DuplexStream stream = machine.dial(RelayService.ssh()).block(LIMIT);
        listener.next(DialHedgedEvent.class).block(LIMIT);

        assertThat(stream.receive().blockFirst(LIMIT)).isNotNull();
        Waiting.until("one connection", () -> emulator.machine("web-01").openConnections() == 1);
        stream.close().block(LIMIT);
        Waiting.until("no connection", () -> emulator.machine("web-01").openConnections() == 0);
    }

    @Test
    void dial_whenBothAreLate_thenEachThatOpensIsToldAndClosed() {
        learn();
        emulator.machine("web-01").faults(Fault.slowDial(Duration.ofMillis(400)).times(2));

        machine.dial(RelayService.ssh()).flatMap(DuplexStream::close).block(LIMIT);

        Waiting.until(
                "a second dial", () -> !listener.events(DialHedgedEvent.class).isEmpty());
        Waiting.until("no connection", () -> emulator.machine("web-01").openConnections() == 0);
        Waiting.until(
                "an end for each that opened",
                () -> listener.events(DisconnectedEvent.class).size()
                        == listener.events(DialAttemptEvent.class).size());
    }

    @Test
    void dial_whenCancelledWhileBothAreHeld_thenNothingStaysOpen() {
        learn();
        emulator.machine("web-01").faults(Fault.heldHandshake().times(2));
        Mono<DialHedgedEvent> hedged = listener.next(DialHedgedEvent.class);

        machine.dial(RelayService.ssh())
                .takeUntilOther(hedged)
                .blockOptional(LIMIT)
                .ifPresent(stream -> stream.close().block(LIMIT));

        Waiting.until("no connection", () -> emulator.machine("web-01").openConnections() == 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {49, 100})
    void hedgeDials_whenThePercentileSaysNothing_thenRefused(int percent) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ArcConnect.builder().timing(timing -> timing.hedgeDials(percent, LIMIT)));
    }
}
