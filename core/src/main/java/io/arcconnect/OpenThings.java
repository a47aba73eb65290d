package io.arcconnect;

import io.arcconnect.spi.AsyncCloseable;
import io.arcconnect.spi.Drainable;
import io.arcconnect.spi.DuplexStream;
import io.arcconnect.spi.Handover;
import io.arcconnect.spi.PushDuplexStream;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** What is open in one {@code ArcConnect} and has to be closed with it, what its views have open included. */
final class OpenThings {

    private final Map<Object, AsyncCloseable> shared = new ConcurrentHashMap<>();
    private final Set<AsyncCloseable> open = ConcurrentHashMap.newKeySet();
    private final Optional<OpenThings> parent;
    private final AtomicInteger connections = new AtomicInteger();
    private final Sinks.Empty<Void> quiet = Sinks.empty();
    private volatile boolean draining;
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
        if (isDraining()) {
            throw new IllegalStateException("this ArcConnect is closing: it opens nothing new");
        }
    }

    private boolean isDraining() {
        return draining || parent.filter(OpenThings::isDraining).isPresent();
    }

    /** Counts an attempt to connect while it lasts, here and in whoever this is a view of. */
    <T> Mono<T> underWay(Mono<T> dial) {
        Mono<T> above = parent.map(owner -> owner.underWay(dial)).orElse(dial);
        return Mono.defer(() -> {
            requireOpen();
            connections.incrementAndGet();
            return above.doFinally(end -> connectionEnded());
        });
    }

    private void connectionEnded() {
        if (connections.decrementAndGet() == 0 && draining) {
            quiet.tryEmitEmpty();
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
        if (open.add(thing) && thing instanceof DuplexStream) {
            connections.incrementAndGet();
        }
        known(thing);
        // The owner of this subscription: it ends with the thing.
        thing.onClose().subscribe(nothing -> {}, lost -> forget(thing), () -> forget(thing));
        closeIfTooLate(thing);
        return thing;
    }

    private void forget(AsyncCloseable thing) {
        if (open.remove(thing) && thing instanceof DuplexStream) {
            connectionEnded();
        }
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

    /** Opens nothing new, and completes when no connection is open or on its way any more; never errors. */
    Mono<Void> drain() {
        return Mono.defer(() -> {
            draining = true;
            if (connections.get() == 0) {
                quiet.tryEmitEmpty();
            }
            return Flux.concat(Flux.fromIterable(shared.values()), Flux.fromIterable(open))
                    .ofType(Drainable.class)
                    .flatMap(Drainable::drain, Integer.MAX_VALUE)
                    .then(quiet.asMono());
        });
    }

    /** Drops all connections, and opens nothing new. */
    void abortAll() {
        closed = true;
        for (AsyncCloseable thing : open) {
            if (thing instanceof PushDuplexStream stream) {
                stream.abort();
            }
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
