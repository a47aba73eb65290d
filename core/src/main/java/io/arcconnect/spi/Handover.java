package io.arcconnect.spi;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.scheduler.Schedulers;

/**
 * Hands an opened thing over exactly once. Whoever gives up first, by cancelling or by running out of time, gets it closed
 * instead of lost: Reactor's own {@code timeout} drops a value that arrives at the same moment.
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
        return Mono.<T>create(sink -> hand(open, limit, late, sink))
                .doOnDiscard(AsyncCloseable.class, Handover::discard);
    }

    /**
     * Closes something that nobody will get.
     *
     * @param unwanted the thing
     */
    public static void discard(AsyncCloseable unwanted) {
        // Nobody is left to subscribe: this is the place that owns the subscription.
        unwanted.close().subscribe(nothing -> {}, error -> {});
    }

    private static <T extends AsyncCloseable> void hand(
            Mono<? extends T> open, Duration limit, Supplier<? extends Throwable> late, MonoSink<T> sink) {
        AtomicBoolean decided = new AtomicBoolean();
        Disposable.Swap attempt = Disposables.swap();
        Disposable timer = Schedulers.parallel()
                .schedule(
                        () -> {
                            if (decided.compareAndSet(false, true)) {
                                attempt.dispose();
                                sink.error(late.get());
                            }
                        },
                        limit.toMillis(),
                        java.util.concurrent.TimeUnit.MILLISECONDS);
        sink.onDispose(() -> {
            timer.dispose();
            if (decided.compareAndSet(false, true)) {
                attempt.dispose();
            }
        });
        attempt.update(open.contextWrite(sink.contextView())
                .subscribe(
                        opened -> {
                            if (decided.compareAndSet(false, true)) {
                                sink.success(opened);
                            } else {
                                discard(opened);
                            }
                        },
                        error -> {
                            if (decided.compareAndSet(false, true)) {
                                sink.error(error);
                            }
                        }));
    }
}
