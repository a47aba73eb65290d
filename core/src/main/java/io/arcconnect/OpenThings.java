package io.arcconnect;

import io.arcconnect.spi.AsyncCloseable;
import io.arcconnect.spi.Handover;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What is open in one {@code ArcConnect} and has to be closed with it, what its views have open included. */
final class OpenThings {

    private final Map<Object, AsyncCloseable> shared = new ConcurrentHashMap<>();
    private final Set<AsyncCloseable> open = ConcurrentHashMap.newKeySet();
    private final Optional<OpenThings> parent;
    private volatile boolean closed;

    OpenThings() {
        this(Optional.empty());
    }

    private OpenThings(Optional<OpenThings> parent) {
        this.parent = parent;
    }

    /** {@return those of a view: what it opens is closed with this too, and what this opens is none of its business} */
    OpenThings ofView() {
        return new OpenThings(Optional.of(this));
    }

    /** Fails once the owner, or whoever it is a view of, is closed. */
    void requireOpen() {
        if (isClosed()) {
            throw new IllegalStateException("this ArcConnect is closed");
        }
    }

    @SuppressWarnings("unchecked") // a key belongs to one factory; Route.shared says so
    <T extends AsyncCloseable> T shared(Object key, Supplier<T> factory) {
        requireOpen();
        T thing = (T) shared.computeIfAbsent(key, absent -> known(factory.get()));
        closeIfTooLate(thing);
        return thing;
    }

    /** As {@link #shared}, of whoever this is a view of. */
    <T extends AsyncCloseable> T sharedByAll(Object key, Supplier<T> factory) {
        requireOpen();
        return parent.isPresent() ? parent.get().sharedByAll(key, factory) : shared(key, factory);
    }

    <T extends AsyncCloseable> T track(T thing) {
        open.add(thing);
        known(thing);
        // The owner of this subscription: it ends with the thing.
        thing.onClose().subscribe(nothing -> {}, lost -> open.remove(thing), () -> open.remove(thing));
        closeIfTooLate(thing);
        return thing;
    }

    private <T extends AsyncCloseable> T known(T thing) {
        parent.ifPresent(above -> above.track(thing));
        return thing;
    }

    private boolean isClosed() {
        return closed || parent.filter(OpenThings::isClosed).isPresent();
    }

    /** What comes while everything is being closed may have been missed. */
    private void closeIfTooLate(AsyncCloseable thing) {
        if (isClosed()) {
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
