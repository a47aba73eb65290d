package io.arcconnect.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.CoreSubscriber;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

class HandoverTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    /** Counts its closes. */
    private static final class Thing implements AsyncCloseable {
        private final AtomicInteger closes = new AtomicInteger();

        @Override
        public Mono<Void> close() {
            return Mono.fromRunnable(closes::incrementAndGet);
        }

        @Override
        public Mono<Void> onClose() {
            return Mono.never();
        }
    }

    /** Keeps tasks until it is told to run them. */
    private static final class Later implements Scheduler {
        private final Queue<Runnable> tasks = new ArrayDeque<>();

        @Override
        public Disposable schedule(Runnable task) {
            tasks.add(task);
            return () -> tasks.remove(task);
        }

        @Override
        public Worker createWorker() {
            throw new UnsupportedOperationException();
        }

        void run() {
            for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                task.run();
            }
        }
    }

    private static Mono<Thing> within(Mono<Thing> open) {
        return Handover.within(open, LONG, CancellationException::new);
    }

    @Test
    void within_whenTheThingComesThoughCancelled_thenItIsClosed() {
        Thing thing = new Thing();
        DeafSource source = new DeafSource();

        Disposable opening = within(source).subscribe();
        opening.dispose();
        source.subscriber.onNext(thing);

        assertThat(thing.closes).hasValue(1);
    }

    /** Emits whether or not it was cancelled, as a source does that is cancelled while it emits. */
    private static final class DeafSource extends Mono<Thing> {
        private CoreSubscriber<? super Thing> subscriber;

        @Override
        public void subscribe(CoreSubscriber<? super Thing> actual) {
            subscriber = actual;
            actual.onSubscribe(Operators.emptySubscription());
        }
    }

    @Test
    void within_whenCancelledAfterTheThingWasHandedOver_thenItStaysOpen() {
        Thing thing = new Thing();
        AtomicInteger released = new AtomicInteger();

        Mono<Thing> first = Flux.from(Handover.<Thing>within(
                        Mono.just(thing), LONG, CancellationException::new, released::incrementAndGet))
                .next();

        StepVerifier.create(first).expectNext(thing).verifyComplete();
        assertThat(thing.closes).hasValue(0);
        assertThat(released).hasValue(0);
    }

    @Test
    void within_whenCancelledOrFailed_thenReleasedOnce() {
        AtomicInteger released = new AtomicInteger();

        Handover.<Thing>within(Mono.never(), LONG, CancellationException::new, released::incrementAndGet)
                .subscribe()
                .dispose();
        assertThat(released).hasValue(1);
        StepVerifier.create(Handover.<Thing>within(
                        Mono.error(new IllegalStateException()),
                        LONG,
                        CancellationException::new,
                        released::incrementAndGet))
                .verifyError(IllegalStateException.class);

        assertThat(released).hasValue(2);
    }

    @Test
    void within_whenTooLate_thenTheErrorIsToldAndTheThingClosed() {
        Thing thing = new Thing();
        DeafSource source = new DeafSource();

        StepVerifier.withVirtualTime(
                        () -> Handover.within(source, Duration.ofSeconds(5), () -> new IllegalStateException("late")))
                .expectSubscription()
                .expectNoEvent(Duration.ofSeconds(4))
                .thenAwait(Duration.ofSeconds(1))
                .verifyErrorMessage("late");
        source.subscriber.onNext(thing);

        assertThat(thing.closes).hasValue(1);
    }

    @Test
    void on_whenCancelledWhileTheThingWaitsForItsThread_thenItIsClosed() {
        Thing thing = new Thing();
        Later later = new Later();

        Disposable opening = Handover.on(later, Mono.just(thing)).subscribe();
        opening.dispose();
        later.run();

        assertThat(thing.closes).hasValue(1);
    }

    @Test
    void on_whenTheSchedulerIsGone_thenTheThingIsClosedAndTheErrorTold() {
        Thing thing = new Thing();
        Scheduler gone = Schedulers.newSingle("gone");
        gone.dispose();

        StepVerifier.create(Handover.on(gone, Mono.just(thing))).verifyError(RejectedExecutionException.class);

        assertThat(thing.closes).hasValue(1);
    }

    @Test
    void on_whenThereIsNothing_thenCompletes() {
        StepVerifier.create(Handover.on(Schedulers.parallel(), Mono.<Thing>empty()))
                .expectComplete()
                .verify(LONG);
    }

    @Test
    void on_whenOpened_thenHandedOverOnAThreadOfTheScheduler() {
        String thread = Handover.on(Schedulers.boundedElastic(), Mono.just(new Thing()))
                .map(thing -> Thread.currentThread().getName())
                .block(LONG);

        assertThat(thread).startsWith("boundedElastic");
    }
}
