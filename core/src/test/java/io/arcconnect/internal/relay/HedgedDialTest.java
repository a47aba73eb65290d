package io.arcconnect.internal.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.spi.DuplexStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.test.publisher.TestPublisher;
import reactor.test.scheduler.VirtualTimeScheduler;

/** Two tries of one dial, in virtual time. */
class HedgedDialTest {

    private static final Duration PATIENCE = Duration.ofMillis(100);

    private final List<TestPublisher<DuplexStream>> tries = new ArrayList<>();
    private final List<Duration> took = new ArrayList<>();
    private final List<Duration> hedged = new ArrayList<>();
    private final List<Object> heard = new ArrayList<>();
    private boolean room = true;
    private Optional<Duration> patience = Optional.of(PATIENCE);
    private VirtualTimeScheduler time = VirtualTimeScheduler.create();

    @BeforeEach
    void virtual() {
        time = VirtualTimeScheduler.getOrSet();
    }

    @AfterEach
    void real() {
        VirtualTimeScheduler.reset();
    }

    private Disposable dial() {
        // Whoever is cancelled may still have something to say.
        Mono<DuplexStream> once = Mono.defer(() -> {
            TestPublisher<DuplexStream> one =
                    TestPublisher.createNoncompliant(TestPublisher.Violation.CLEANUP_ON_TERMINATE);
            tries.add(one);
            return Mono.fromDirect(one);
        });
        return new HedgedDial(once, () -> patience, () -> room, took::add, hedged::add)
                .subscribe(heard::add, heard::add, () -> heard.add("complete"));
    }

    private void after(long millis) {
        time.advanceTimeBy(Duration.ofMillis(millis));
    }

    @Test
    void dial_whenTheFirstOpensInTime_thenThereIsNoSecond() {
        Fake stream = new Fake();
        dial();
        after(60);

        tries.get(0).next(stream);
        after(1_000);

        assertThat(heard).containsExactly(stream, "complete");
        assertThat(tries).hasSize(1);
        assertThat(took).containsExactly(Duration.ofMillis(60));
        assertThat(hedged).isEmpty();
    }

    @Test
    void dial_whenNothingIsKnownYet_thenThereIsNoSecond() {
        patience = Optional.empty();
        dial();

        after(100_000);

        assertThat(tries).hasSize(1);
    }

    @Test
    void dial_whenThePatienceIsForEver_thenThereIsNoSecond() {
        patience = Optional.of(ChronoUnit.FOREVER.getDuration());
        dial();

        after(100_000);

        assertThat(heard).isEmpty();
        assertThat(tries).hasSize(1);
    }

    @Test
    void dial_whenThereIsNoRoomForASecond_thenTheFirstIsWaitedFor() {
        Fake stream = new Fake();
        room = false;
        dial();
        after(100_000);

        tries.get(0).next(stream);

        assertThat(heard).containsExactly(stream, "complete");
        assertThat(tries).hasSize(1);
        assertThat(hedged).isEmpty();
    }

    @Test
    void dial_whenTheSecondOpensFirst_thenTheFirstIsCancelledAndCountsAsSlow() {
        Fake stream = new Fake();
        dial();
        after(130);

        tries.get(1).next(stream);

        assertThat(heard).containsExactly(stream, "complete");
        tries.get(0).assertCancelled();
        assertThat(stream.isClosed).isFalse();
        assertThat(hedged).containsExactly(PATIENCE);
        assertThat(took).containsExactly(Duration.ofMillis(30), Duration.ofMillis(130));
    }

    @Test
    void dial_whenTheFirstOpensNevertheless_thenTheSecondIsCancelled() {
        Fake stream = new Fake();
        dial();
        after(130);

        tries.get(0).next(stream);

        assertThat(heard).containsExactly(stream, "complete");
        tries.get(1).assertCancelled();
        assertThat(took).containsExactly(Duration.ofMillis(130));
    }

    @Test
    void dial_whenBothOpen_thenTheLaterIsClosed() {
        Fake winner = new Fake();
        Fake loser = new Fake();
        dial();
        after(130);

        tries.get(1).next(winner);
        tries.get(0).next(loser);

        assertThat(heard).containsExactly(winner, "complete");
        assertThat(winner.isClosed).isFalse();
        assertThat(loser.isClosed).isTrue();
    }

    @Test
    void dial_whenTheFirstFailsInTime_thenAtOnceAndThereIsNoSecond() {
        IllegalStateException refusal = new IllegalStateException("refused");
        dial();
        after(10);

        tries.get(0).error(refusal);
        after(1_000);

        assertThat(heard).containsExactly(refusal);
        assertThat(tries).hasSize(1);
        assertThat(took).isEmpty();
    }

    @Test
    void dial_whenOneFailsWhileTheOtherIsUnderWay_thenTheOtherDecides() {
        Fake stream = new Fake();
        dial();
        after(130);

        tries.get(1).error(new IllegalStateException("throttled"));
        assertThat(heard).isEmpty();
        tries.get(0).next(stream);

        assertThat(heard).containsExactly(stream, "complete");
    }

    @Test
    void dial_whenBothFail_thenTheLastErrorOnce() {
        IllegalStateException last = new IllegalStateException("last");
        dial();
        after(130);

        tries.get(0).error(new IllegalStateException("first"));
        tries.get(1).error(last);

        assertThat(heard).containsExactly(last);
    }

    @Test
    void cancel_whenBothAreUnderWay_thenBothAreCancelledAndWhatOpensIsClosed() {
        Fake late = new Fake();
        Disposable dial = dial();
        after(130);

        dial.dispose();
        tries.get(0).next(late);

        tries.get(0).assertCancelled();
        tries.get(1).assertCancelled();
        assertThat(late.isClosed).isTrue();
        assertThat(heard).isEmpty();
    }

    @Test
    void cancel_whenTheFirstIsUnderWay_thenThereIsNoSecondLater() {
        Disposable dial = dial();
        after(10);

        dial.dispose();
        after(1_000);

        assertThat(tries).hasSize(1);
        assertThat(hedged).isEmpty();
    }

    @Test
    void dial_whenDialsHaveTakenTenMilliseconds_thenTheFloorOrTheirUsualTimeDecides() {
        DialHedge floor = new DialHedge(95, Duration.ofMillis(50));
        DialHedge usual = new DialHedge(95, Duration.ofMillis(5));
        List<MonoSink<DuplexStream>> sinks = new ArrayList<>();
        Mono<DuplexStream> once = Mono.create(sinks::add);
        for (DialHedge hedge : List.of(floor, usual)) {
            for (int i = 0; i < DialTimes.ENOUGH; i++) {
                hedge.dial("relay", once, hedged::add).subscribe();
                after(10);
                sinks.get(sinks.size() - 1).success(new Fake());
            }
            hedge.dial("relay", once, hedged::add).subscribe();
            hedge.dial("other", once, hedged::add).subscribe();
            after(1_000);
        }

        assertThat(hedged).containsExactly(Duration.ofMillis(50), Duration.ofMillis(10));
    }

    @Test
    void dial_whenAllThatAreUnderWayAreLate_thenFewHaveASecond() {
        DialHedge hedge = new DialHedge(95, Duration.ofMillis(50));
        List<MonoSink<DuplexStream>> sinks = new ArrayList<>();
        Mono<DuplexStream> once = Mono.create(sinks::add);
        for (int i = 0; i < DialTimes.ENOUGH; i++) {
            hedge.dial("relay", once, hedged::add).subscribe();
            sinks.get(i).success(new Fake());
        }

        for (int i = 0; i < 1_000; i++) {
            hedge.dial("relay", once, hedged::add).subscribe();
        }
        after(1_000);

        assertThat(hedged).hasSize(HedgeBudget.BURST);
    }

    /** Knows whether it was closed. */
    private static final class Fake implements DuplexStream {

        private boolean isClosed;

        @Override
        public Flux<ByteBuffer> receive() {
            return Flux.never();
        }

        @Override
        public Mono<Void> send(Publisher<ByteBuffer> bytes) {
            return Mono.never();
        }

        @Override
        public Mono<Void> endOutput() {
            return Mono.never();
        }

        @Override
        public Mono<Void> close() {
            return Mono.fromRunnable(() -> isClosed = true);
        }

        @Override
        public Mono<Void> onClose() {
            return Mono.never();
        }
    }
}
