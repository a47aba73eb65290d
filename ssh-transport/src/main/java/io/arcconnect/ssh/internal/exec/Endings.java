package io.arcconnect.ssh.internal.exec;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Commands of a session that are being ended. The session waits for them when it is closed: without it nobody could signal
 * them any more.
 */
final class Endings {

    /** Enough for both signals on any usual path. */
    private static final Duration LIMIT = Duration.ofSeconds(3);

    private final Set<Mono<Void>> underWay = ConcurrentHashMap.newKeySet();

    /** {@return the same end, known here from when it is subscribed to until it is over} */
    Mono<Void> track(Mono<Void> end) {
        return Mono.defer(() -> {
            Sinks.Empty<Void> over = Sinks.empty();
            Mono<Void> known = over.asMono();
            underWay.add(known);
            return end.doFinally(signal -> {
                underWay.remove(known);
                over.tryEmitEmpty();
            });
        });
    }

    boolean isEmpty() {
        return underWay.isEmpty();
    }

    /** Completes when none is left, or they take too long. */
    Mono<Void> all() {
        return Mono.defer(() -> Mono.when(Set.copyOf(underWay)).timeout(LIMIT, Mono.empty()));
    }
}
