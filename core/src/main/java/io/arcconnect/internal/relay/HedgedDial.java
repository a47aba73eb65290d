package io.arcconnect.internal.relay;

import io.arcconnect.spi.DuplexStream;
import io.arcconnect.spi.Handover;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.core.scheduler.Schedulers;
import reactor.util.context.Context;

/**
 * One dial of two tries at most. The second begins when the first takes too long, and not after it has failed; the first that
 * opens is the dial, and the other one is cancelled, or closed where it opened at the same moment. The last error counts, when
 * all have failed that were begun.
 */
final class HedgedDial extends Mono<DuplexStream> {

    private final Mono<DuplexStream> once;
    private final Supplier<Optional<Duration>> patience;
    private final BooleanSupplier room;
    private final Consumer<Duration> took;
    private final Consumer<Duration> hedged;

    /**
     * Describes one.
     *
     * @param once a try
     * @param patience with the first; empty when there is no second
     * @param room whether there may be a second one; asked once when the first has taken so long
     * @param took hears of the try that opened, and of the first that was given up for it
     * @param hedged hears how long the first has taken when the second begins
     */
    HedgedDial(
            Mono<DuplexStream> once,
            Supplier<Optional<Duration>> patience,
            BooleanSupplier room,
            Consumer<Duration> took,
            Consumer<Duration> hedged) {
        this.once = once;
        this.patience = patience;
        this.room = room;
        this.took = took;
        this.hedged = hedged;
    }

    @Override
    public void subscribe(CoreSubscriber<? super DuplexStream> taker) {
        taker.onSubscribe(new Race(taker));
    }

    private final class Race implements Subscription {

        private final CoreSubscriber<? super DuplexStream> taker;
        private final AtomicBoolean requested = new AtomicBoolean();
        private final AtomicBoolean decided = new AtomicBoolean();
        private final Disposable.Composite underWay = Disposables.composite();
        private final Object count = new Object();
        private final long begun = now();
        private int tries = 1;

        Race(CoreSubscriber<? super DuplexStream> taker) {
            this.taker = taker;
        }

        @Override
        public void request(long number) {
            if (Operators.validate(number) && requested.compareAndSet(false, true)) {
                Optional<Duration> wait = patience.get();
                begin(begun);
                wait.ifPresent(most -> underWay.add(Schedulers.parallel()
                        .schedule(this::hedge, TimeUnit.NANOSECONDS.convert(most), TimeUnit.NANOSECONDS)));
            }
        }

        private void hedge() {
            synchronized (count) {
                if (tries == 0 || decided.get() || !room.getAsBoolean()) {
                    return;
                }
                tries++;
            }
            hedged.accept(since(begun));
            begin(now());
        }

        private void begin(long start) {
            Try next = new Try(this, start);
            underWay.add(next);
            once.subscribe(next);
        }

        void opened(DuplexStream stream, long start) {
            if (!decide()) {
                Handover.discard(stream);
                return;
            }
            took.accept(since(start));
            if (start != begun) {
                took.accept(since(begun));
            }
            taker.onNext(stream);
            taker.onComplete();
        }

        void failed(Consumer<CoreSubscriber<? super DuplexStream>> word) {
            boolean isLast;
            synchronized (count) {
                isLast = --tries == 0;
            }
            if (isLast && decide()) {
                word.accept(taker);
            }
        }

        private boolean decide() {
            boolean first = decided.compareAndSet(false, true);
            if (first) {
                underWay.dispose();
            }
            return first;
        }

        @Override
        public void cancel() {
            decide();
        }
    }

    /** Takes what opens even when it has been cancelled meanwhile: nobody else would close it. */
    private static final class Try implements CoreSubscriber<DuplexStream>, Disposable {

        private static final Subscription OVER = Operators.emptySubscription();

        private final Race race;
        private final long start;
        private final AtomicReference<@Nullable Subscription> opening = new AtomicReference<>();

        Try(Race race, long start) {
            this.race = race;
            this.start = start;
        }

        @Override
        public Context currentContext() {
            return race.taker.currentContext();
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            if (opening.compareAndSet(null, subscription)) {
                subscription.request(Long.MAX_VALUE);
            } else {
                subscription.cancel();
            }
        }

        @Override
        public void onNext(DuplexStream stream) {
            opening.set(OVER);
            race.opened(stream, start);
        }

        @Override
        public void onError(Throwable error) {
            if (opening.getAndSet(OVER) != OVER) {
                race.failed(taker -> taker.onError(error));
            }
        }

        @Override
        public void onComplete() {
            if (opening.getAndSet(OVER) != OVER) {
                race.failed(CoreSubscriber::onComplete);
            }
        }

        @Override
        public void dispose() {
            Subscription subscription = opening.getAndSet(OVER);
            if (subscription != null) {
                subscription.cancel();
            }
        }
    }

    private static Duration since(long start) {
        return Duration.ofNanos(now() - start);
    }

    private static long now() {
        // Reactor's clock, so that virtual time governs it together with the timer.
        return Schedulers.parallel().now(TimeUnit.NANOSECONDS);
    }
}
