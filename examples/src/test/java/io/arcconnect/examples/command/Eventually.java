package io.arcconnect.examples.command;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Waits for something that other processes bring about, within a bound. */
final class Eventually {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private Eventually() {}

    static void holds(Supplier<String> what, BooleanSupplier condition) {
        Boolean held = Flux.interval(Duration.ZERO, Duration.ofMillis(50), Schedulers.boundedElastic())
                .onBackpressureDrop()
                .map(tick -> condition.getAsBoolean())
                .filter(is -> is)
                .next()
                .timeout(LIMIT, Mono.just(false))
                .block(LIMIT.plusSeconds(5));
        if (!Boolean.TRUE.equals(held)) {
            throw new AssertionError("not within " + LIMIT + ": " + what.get());
        }
    }
}
