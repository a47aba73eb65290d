package io.arcconnect.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.ArcConnect;
import io.arcconnect.Outcome;
import io.arcconnect.model.MachineId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What becomes of a fleet whose {@code ArcConnect} is closed meanwhile. */
class FleetEndEmulatorTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String SUBSCRIPTION = "00000000-0000-0000-0000-000000000001";

    @Test
    void each_whenTheArcConnectIsClosed_thenTheRestFailsAndTheFleetEnds() throws Exception {
        try (ArcEmulator emulator = ArcEmulator.builder().start()) {
            ArcConnect arc = emulator.arcConnect().build();
            CountDownLatch closed = new CountDownLatch(1);
            arc.onClose().subscribe(nothing -> {}, error -> {}, closed::countDown);

            List<Outcome<Integer>> outcomes = arc.fleet(Flux.range(0, 5_000)
                            .map(number -> arc.machine(MachineId.of(SUBSCRIPTION, "rg", "m" + number))))
                    .concurrency(4)
                    .inOrder()
                    .each(machine -> machine.id().name().equals("m100")
                            ? arc.close().thenReturn(1)
                            : Mono.delay(Duration.ofMillis(1)).thenReturn(1))
                    .collectList()
                    .block(LIMIT);

            assertThat(closed.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(outcomes).hasSize(5_000);
            // The few right before the one that closes are worked on at the same time, and may be cut off.
            assertThat(outcomes.subList(0, 90)).allMatch(Outcome::isDone);
            assertThat(outcomes.get(4_999).failure())
                    .containsInstanceOf(IllegalStateException.class)
                    .get()
                    .asString()
                    .contains("closed");
        }
    }

    @Test
    void timeout_whenTheWorkIgnoresItsCancel_thenTheOthersAreWorkedOnAndTheFleetEnds() {
        CountDownLatch over = new CountDownLatch(1);
        try (ArcEmulator emulator = ArcEmulator.builder().start()) {
            ArcConnect arc = emulator.arcConnect().build();

            List<Outcome<Integer>> outcomes = arc.fleet(Flux.range(0, 10)
                            .map(number -> arc.machine(MachineId.of(SUBSCRIPTION, "rg", "m" + number))))
                    .concurrency(2)
                    .timeout(Duration.ofMillis(500))
                    .inOrder()
                    .each(machine -> machine.id().name().equals("m0") ? deaf(over) : Mono.just(1))
                    .collectList()
                    .block(LIMIT);

            over.countDown();
            arc.close().block(LIMIT);
            assertThat(outcomes).hasSize(10);
            assertThat(outcomes.get(0).code()).contains("operation.timed_out");
        }
    }

    private static Mono<Integer> deaf(CountDownLatch over) {
        return Mono.fromSupplier(() -> {
            boolean isOver = false;
            while (!isOver) {
                try {
                    isOver = over.await(30, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    isOver = false; // that is how deaf it is
                }
            }
            return 1;
        });
    }
}
