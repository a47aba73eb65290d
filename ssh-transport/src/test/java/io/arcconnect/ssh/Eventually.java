package io.arcconnect.ssh;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import reactor.core.publisher.Flux;

/** Waits for something that other threads bring about, within a bound. */
final class Eventually {

    private Eventually() {}

    static void holds(String what, Duration limit, BooleanSupplier condition) {
        holds(() -> what, limit, condition);
    }

    static void holds(Supplier<String> what, Duration limit, BooleanSupplier condition) {
        Boolean held = Flux.interval(Duration.ZERO, Duration.ofMillis(20))
                .map(tick -> condition.getAsBoolean())
                .filter(is -> is)
                .next()
                .onErrorReturn(false)
                .timeout(limit, reactor.core.publisher.Mono.just(false))
                .block(limit.plusSeconds(5));
        if (!Boolean.TRUE.equals(held)) {
            throw new AssertionError("not within " + limit + ": " + what.get());
        }
    }
}
