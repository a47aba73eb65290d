package io.arcconnect.ssh.internal.ground;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * What a session waits for when it is closed: commands that are being ended, files that are being tidied up. Without it nobody
 * could signal or remove them any more.
 */
public final class Endings {

    /** Enough for both signals on any usual path. */
    private static final Duration LIMIT = Duration.ofSeconds(3);

    private final Set<Mono<Void>> underWay = ConcurrentHashMap.newKeySet();

    /** For a new session. */
    public Endings() {}

    /** {@return the same end, known here from when it is subscribed to until it is over} */
    public Mono<Void> track(Mono<Void> end) {
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

    /**
     * Waits for somebody who has something to end from time to time.
     *
     * @param quiet completes whenever it has nothing to end
     * @param gone after which it never has anything to end
     */
    public void heed(Mono<Void> quiet, Mono<Void> gone) {
        underWay.add(quiet);
        // The owner of this subscription: it ends with whom it is about.
        gone.onErrorComplete().doFinally(signal -> underWay.remove(quiet)).subscribe();
    }

    /** Completes when none is left, or they take too long. */
    public Mono<Void> all() {
        return Mono.defer(() -> Mono.when(Set.copyOf(underWay)).timeout(LIMIT, Mono.empty()));
    }
}
