package io.arcconnect.internal.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.arcconnect.error.ArcConnectException;
import io.arcconnect.error.ArcReason;
import io.arcconnect.model.ConnectionLimits;
import io.arcconnect.model.MachineId;
import io.arcconnect.spi.AsyncCloseable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.test.scheduler.VirtualTimeScheduler;

class ConnectionGatesTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static final MachineId WEB = MachineId.of("00000000-0000-0000-0000-000000000001", "rg", "web");
    private static final MachineId DB = MachineId.of("00000000-0000-0000-0000-000000000001", "rg", "db");

    private final Queue<Connection> open = new ConcurrentLinkedQueue<>();
    private final AtomicInteger dials = new AtomicInteger();

    private final class Connection implements AsyncCloseable {
        private final Sinks.Empty<Void> end = Sinks.empty();

        @Override
        public Mono<Void> close() {
            return Mono.fromRunnable(() -> {
                open.remove(this);
                end.tryEmitEmpty();
            });
        }

        @Override
        public Mono<Void> onClose() {
            return end.asMono();
        }
    }

    private Mono<Connection> dial(ConnectionGates gates, MachineId machine) {
        return gates.through(machine, Schedulers.immediate(), Mono.fromSupplier(() -> {
            dials.incrementAndGet();
            Connection connection = new Connection();
            open.add(connection);
            return connection;
        }));
    }

    private static ConnectionGates gates(int perMachine, int total) {
        return new ConnectionGates(
                ConnectionLimits.NONE.withPerMachine(perMachine).withTotal(total));
    }

    @Test
    void through_whenAMachineIsFull_thenOthersPassAndTheNextGetsItsPlace() {
        ConnectionGates gates = gates(1, 10);
        Connection first = dial(gates, WEB).block(LIMIT);
        List<String> order = new ArrayList<>();
        dial(gates, WEB).subscribe(connection -> order.add("second"));
        dial(gates, WEB).subscribe(connection -> order.add("third"));

        dial(gates, DB).subscribe(connection -> order.add("other"));
        first.close().block(LIMIT);

        assertThat(order).containsExactly("other", "second");
    }

    @Test
    void through_whenAllIsFull_thenWhoWaitsForTheTotalKeepsItsPlaceAtTheMachine() {
        ConnectionGates gates = gates(1, 1);
        Connection first = dial(gates, DB).block(LIMIT);
        List<Connection> order = new ArrayList<>();
        dial(gates, WEB).subscribe(order::add);
        dial(gates, WEB).subscribe(order::add);

        first.close().block(LIMIT);
        assertThat(order).hasSize(1);
        order.get(0).close().block(LIMIT);

        assertThat(order).hasSize(2);
        assertThat(dials).hasValue(3);
    }

    @Test
    void through_whenTheDialFails_thenThePlaceIsFree() {
        ConnectionGates gates = gates(1, 1);
        Mono<Connection> failing = gates.through(
                WEB, Schedulers.immediate(), Mono.<Connection>error(new IllegalStateException("refused")));

        failing.onErrorComplete().block(LIMIT);
        gates.through(WEB, Schedulers.immediate(), Mono.<Connection>empty()).block(LIMIT);

        assertThat(dial(gates, WEB).block(LIMIT)).isNotNull();
    }

    @Test
    void through_whenWhoWaitsGivesUp_thenItIsNotDialedForThem() {
        ConnectionGates gates = gates(1, 1);
        Connection first = dial(gates, WEB).block(LIMIT);
        Disposable waiting = dial(gates, WEB).subscribe();

        waiting.dispose();
        first.close().block(LIMIT);

        assertThat(dials).hasValue(1);
        assertThat(dial(gates, WEB).block(LIMIT)).isNotNull();
    }

    @Test
    void through_whenCancelledAfterItsValueAsNextDoes_thenThePlaceIsKept() {
        ConnectionGates gates = gates(1, 1);
        Connection first = Flux.from(dial(gates, WEB)).next().block(LIMIT);
        List<Connection> second = new ArrayList<>();

        dial(gates, WEB).subscribe(second::add);
        assertThat(second).isEmpty();
        first.close().block(LIMIT);

        assertThat(second).hasSize(1);
    }

    @Test
    void through_whenNothingEndsInTime_thenTheLimitIsTheReason() {
        VirtualTimeScheduler time = VirtualTimeScheduler.getOrSet();
        try {
            ConnectionGates gates = gates(2, 1);
            dial(gates, WEB).block(LIMIT);
            List<Throwable> errors = new ArrayList<>();
            dial(gates, WEB).subscribe(connection -> {}, errors::add);

            time.advanceTimeBy(Duration.ofSeconds(61));

            ArcConnectException error = (ArcConnectException) errors.get(0);
            assertThat(error.reason()).isEqualTo(ArcReason.CONNECTION_LIMIT_REACHED);
            assertThat(error).hasMessageContaining("(2 to the machine, 1 in all) ended within 60000 ms");
        } finally {
            VirtualTimeScheduler.reset();
        }
    }

    @Test
    void through_whenManyComeGoAndGiveUpAtOnce_thenNeverMoreAndNoPlaceIsLost() {
        ConnectionGates gates = gates(3, 5);
        AtomicInteger most = new AtomicInteger();

        Flux.range(0, 3000)
                .flatMap(
                        number -> Mono.usingWhen(
                                        dial(gates, number % 2 == 0 ? WEB : DB),
                                        connection ->
                                                Mono.fromSupplier(() -> most.accumulateAndGet(open.size(), Math::max)),
                                        Connection::close)
                                .subscribeOn(Schedulers.parallel())
                                .timeout(Duration.ofMillis(
                                        ThreadLocalRandom.current().nextInt(1, 10)))
                                .onErrorComplete(),
                        64)
                .blockLast(Duration.ofSeconds(60));

        assertThat(most.get()).isLessThanOrEqualTo(5);
        open.forEach(left -> left.close().block(LIMIT));
        assertThat(Flux.range(0, 3)
                        .concatMap(number -> dial(gates, WEB))
                        .collectList()
                        .block(Duration.ofSeconds(10)))
                .hasSize(3);
        assertThat(Flux.range(0, 2)
                        .concatMap(number -> dial(gates, DB))
                        .collectList()
                        .block(Duration.ofSeconds(10)))
                .hasSize(2);
    }

    @Test
    void limits_whenOutOfRange_thenRefusedAtTheCall() {
        assertThatIllegalArgumentException().isThrownBy(() -> ConnectionLimits.NONE.withTotal(0));
        assertThatIllegalArgumentException().isThrownBy(() -> ConnectionLimits.NONE.withPerMachine(0));
        assertThatIllegalArgumentException().isThrownBy(() -> ConnectionLimits.NONE.withLongestWait(Duration.ZERO));
    }
}
