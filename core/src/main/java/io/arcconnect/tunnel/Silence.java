package io.arcconnect.tunnel;

import java.time.Duration;
import java.util.function.LongSupplier;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Nothing happening for some time. */
final class Silence {

    /** What an activity says while it must not be taken for silence. */
    static final long BUSY = -1;

    /** So many looks make up the silence that is allowed. */
    private static final int LOOKS = 4;

    /** A timer cannot look more often than that many times per silence. */
    private static final Duration SHORTEST = Duration.ofMillis(100);

    private Silence() {}

    static Duration check(String name, Duration limit) {
        if (limit.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException(name + " must be " + SHORTEST + " or more, got " + limit);
        }
        return limit;
    }

    /** Completes on the scheduler when the activity has said the same for so long, or up to a quarter longer. */
    static Mono<Void> of(Duration limit, LongSupplier activity, Scheduler scheduler) {
        return Flux.interval(limit.dividedBy(LOOKS))
                .onBackpressureDrop()
                .map(tick -> activity.getAsLong())
                .scan(new Quiet(BUSY, 0), Quiet::after)
                .filter(quiet -> quiet.looks >= LOOKS)
                .next()
                .publishOn(scheduler)
                .then();
    }

    private record Quiet(long activity, int looks) {

        Quiet after(long now) {
            return now == activity && now != BUSY ? new Quiet(now, looks + 1) : new Quiet(now, 0);
        }
    }
}
