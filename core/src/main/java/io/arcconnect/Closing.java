package io.arcconnect;

import io.arcconnect.model.MachineId;
import io.arcconnect.spi.AsyncCloseable;
import io.arcconnect.spi.Reporter;
import io.arcconnect.spi.event.CloseProblemEvent;
import java.time.Duration;
import reactor.core.publisher.Mono;

/** Closes in a way that cannot hurt: bounded, and what goes wrong is told to the listener and never to the caller. */
final class Closing {

    /** A second more than a close may take by its contract. */
    private static final Duration LIMIT = Duration.ofSeconds(6);

    private Closing() {}

    static Mono<Void> quietly(AsyncCloseable thing) {
        return Mono.defer(thing::close).timeout(LIMIT).onErrorComplete();
    }

    static Mono<Void> reporting(AsyncCloseable thing, MachineId machine, Reporter reporter) {
        return Mono.deferContextual(context -> Mono.defer(thing::close)
                .timeout(LIMIT)
                .onErrorResume(problem -> {
                    reporter.report(new CloseProblemEvent(reporter.origin(machine, context), problem));
                    return Mono.empty();
                }));
    }
}
