package io.arcconnect.spi;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Hands an opened thing over exactly once. Whoever gives up first, by cancelling or by running out of time, gets it closed
 * instead of lost: Reactor's own {@code timeout} and {@code publishOn} drop a value that arrives at the same moment. A
 * cancel that comes after the thing was handed over, as {@code Flux.next()} sends one, does nothing.
 */
public final class Handover {

    private Handover() {}

    /**
     * Bounds an open.
     *
     * @param open makes the thing
     * @param limit how long it may take
     * @param late the error when it takes longer
     * @param <T> the thing
     * @return the thing, or the error; what arrives too late is closed
     */
    public static <T extends AsyncCloseable> Mono<T> within(
            Mono<? extends T> open, Duration limit, Supplier<? extends Throwable> late) {
        return within(open, limit, late, () -> {});
    }

    /**
     * Bounds an open that holds something meanwhile.
     *
     * @param open makes the thing
     * @param limit how long it may take
     * @param late the error when it takes longer
     * @param release lets go of what the open holds; run once, unless the thing was handed over
     * @param <T> the thing
     * @return the thing, or the error; what arrives too late is closed
     */
    public static <T extends AsyncCloseable> Mono<T> within(
            Mono<? extends T> open, Duration limit, Supplier<? extends Throwable> late, Runnable release) {
        return mono(new OneHandover.Terms<>(
                open, Schedulers.immediate(), Optional.of(new OneHandover.Deadline(limit, late)), release));
    }

    /**
     * Hands over, or tells the error, on a thread of the scheduler.
     *
     * @param scheduler where whoever takes the thing runs
     * @param open makes the thing
     * @param <T> the thing
     * @return the thing, or the error
     */
    public static <T extends AsyncCloseable> Mono<T> on(Scheduler scheduler, Mono<? extends T> open) {
        return mono(new OneHandover.Terms<>(open, scheduler, Optional.empty(), () -> {}));
    }

    /**
     * Closes something that nobody will get.
     *
     * @param unwanted the thing
     */
    public static void discard(AsyncCloseable unwanted) {
        // Nobody is left to subscribe: this is the place that owns the subscription.
        Mono.defer(unwanted::close).subscribe(nothing -> {}, error -> {});
    }

    private static <T extends AsyncCloseable> Mono<T> mono(OneHandover.Terms<T> terms) {
        return new Mono<T>() {
            @Override
            public void subscribe(CoreSubscriber<? super T> taker) {
                taker.onSubscribe(new OneHandover<>(terms, taker));
            }
        }.doOnDiscard(AsyncCloseable.class, Handover::discard);
    }
}
