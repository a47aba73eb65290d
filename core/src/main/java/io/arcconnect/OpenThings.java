package io.arcconnect;

import io.arcconnect.spi.AsyncCloseable;
import io.arcconnect.spi.Handover;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What is open in one {@code ArcConnect} and has to be closed with it. */
final class OpenThings {

    private final Map<Object, AsyncCloseable> shared = new ConcurrentHashMap<>();
    private final Set<AsyncCloseable> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** Fails once the owner is closed. */
    void requireOpen() {
        if (closed) {
            throw new IllegalStateException("this ArcConnect is closed");
        }
    }

    @SuppressWarnings("unchecked") // a key belongs to one factory; Route.shared says so
    <T extends AsyncCloseable> T shared(Object key, Supplier<T> factory) {
        requireOpen();
        T thing = (T) shared.computeIfAbsent(key, absent -> factory.get());
        closeIfTooLate(thing);
        return thing;
    }

    <T extends AsyncCloseable> T track(T thing) {
        open.add(thing);
        // The owner of this subscription: it ends with the thing.
        thing.onClose().subscribe(nothing -> {}, lost -> open.remove(thing), () -> open.remove(thing));
        closeIfTooLate(thing);
        return thing;
    }

    /** What comes while everything is being closed may have been missed. */
    private void closeIfTooLate(AsyncCloseable thing) {
        if (closed) {
            Handover.discard(thing);
            requireOpen();
        }
    }

    /** Closes everything, sessions' owners first; never errors. */
    Mono<Void> closeAll() {
        return Mono.defer(() -> {
            closed = true;
            return Flux.fromIterable(shared.values())
                    .flatMap(Closing::quietly)
                    .thenMany(Flux.fromIterable(open))
                    .flatMap(Closing::quietly)
                    .then();
        });
    }
}
