package io.arcconnect.tunnel;

import io.arcconnect.spi.AsyncCloseable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;

/**
 * A place that is listened on and the session below it, which end together: the first end of either closes the other, and is
 * the end of both.
 */
public final class JoinedEnds implements AsyncCloseable {

    private final AsyncCloseable listening;
    private final AsyncCloseable below;
    private final Scheduler scheduler;
    private final Sinks.Empty<Void> ended = Sinks.empty();

    private JoinedEnds(AsyncCloseable listening, AsyncCloseable below, Scheduler scheduler) {
        this.listening = listening;
        this.below = below;
        this.scheduler = scheduler;
    }

    /**
     * Joins both.
     *
     * @param listening is closed first
     * @param below is closed second
     * @param scheduler where ends are told
     * @return both
     */
    public static JoinedEnds of(AsyncCloseable listening, AsyncCloseable below, Scheduler scheduler) {
        return of(listening, below, scheduler, Mono.never(), cause -> {});
    }

    /** Joins both until nobody wants them. What is told comes once, when both are closed, with the cause if there is one. */
    static JoinedEnds of(
            AsyncCloseable listening,
            AsyncCloseable below,
            Scheduler scheduler,
            Mono<Void> unwanted,
            Consumer<@Nullable Throwable> told) {
        JoinedEnds ends = new JoinedEnds(listening, below, scheduler);
        // The owner of this subscription: each half's end is the other's, whether anybody watches or not.
        Mono.firstWithSignal(listening.onClose(), below.onClose(), unwanted)
                .materialize()
                .flatMap(end -> ends.closing().thenReturn(end))
                .<Void>dematerialize()
                .subscribe(
                        nothing -> {},
                        cause -> {
                            told.accept(cause);
                            ends.ended.tryEmitError(cause);
                        },
                        () -> {
                            told.accept(null);
                            ends.ended.tryEmitEmpty();
                        });
        return ends;
    }

    @Override
    public Mono<Void> close() {
        return told(closing().then(ended.asMono().onErrorComplete()));
    }

    @Override
    public Mono<Void> onClose() {
        return told(ended.asMono());
    }

    private Mono<Void> closing() {
        return listening.close().then(Mono.defer(below::close));
    }

    /** On the scheduler or, when that has ended with its {@code ArcConnect}, where the end is known. */
    private Mono<Void> told(Mono<Void> end) {
        return Mono.defer(() -> scheduler.isDisposed() ? end : end.publishOn(scheduler));
    }
}
