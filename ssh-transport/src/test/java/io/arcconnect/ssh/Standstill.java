package io.arcconnect.ssh;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import reactor.core.publisher.Flux;

/**
 * Waits until a number has not changed for a while, looked at from when it may stand still. One that only pauses is found too
 * early, never too late: nothing but upper bounds may be told from it.
 */
final class Standstill {

    private static final Duration LOOK = Duration.ofMillis(10);
    private static final int LOOKS = 40;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private record Seen(long value, int times) {}

    private Standstill() {}

    static long of(LongSupplier number, BooleanSupplier may) {
        return Flux.interval(LOOK)
                .onBackpressureDrop()
                .filter(tick -> may.getAsBoolean())
                .map(tick -> number.getAsLong())
                .scan(new Seen(-1, 0), (seen, now) -> new Seen(now, now == seen.value ? seen.times + 1 : 1))
                .filter(seen -> seen.times == LOOKS)
                .map(Seen::value)
                .blockFirst(LIMIT);
    }
}
