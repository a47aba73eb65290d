package io.arcconnect.internal.limit;

import io.arcconnect.spi.AsyncCloseable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** One dial's way through the gates. Whoever waits at the second keeps its place at the first. */
final class Passage {

    private final Optional<Gate> second;
    private final List<Runnable> leaving = new ArrayList<>();
    private Gate.@Nullable Place first;
    private Gate.@Nullable Place last;
    private boolean hasLeft;
    private volatile boolean connected;

    Passage(Optional<Gate> second) {
        this.second = second;
    }

    /** Queues at the first gate. */
    void first(Gate gate, Runnable onLeave) {
        first = gate.enter();
        leaving.add(first::leave);
        leaving.add(onLeave);
    }

    /** {@return whether there is room at once; otherwise it waits at one of the gates} */
    boolean isThrough() {
        return isInside(first) && isInside(atSecond());
    }

    /** Completes when it is through. */
    Mono<Void> through() {
        return admitted(first).then(Mono.defer(() -> admitted(atSecond())));
    }

    private static boolean isInside(Gate.@Nullable Place place) {
        return place == null || place.isInside();
    }

    private static Mono<Void> admitted(Gate.@Nullable Place place) {
        return place == null || place.isInside() ? Mono.empty() : place.admitted();
    }

    private Gate.@Nullable Place atSecond() {
        if (second.isEmpty()) {
            return null;
        }
        synchronized (leaving) {
            if (last == null) {
                last = second.get().enter();
                leaving.add(last::leave);
                if (hasLeft) {
                    last.leave();
                }
            }
            return last;
        }
    }

    /** The place is kept as long as the connection. */
    void until(@Nullable AsyncCloseable connection) {
        if (connection == null) {
            leave();
            return;
        }
        connected = true;
        // The owner of this subscription: it ends with the connection.
        connection.onClose().subscribe(nothing -> {}, lost -> leave(), this::leave);
    }

    /** A cancel after the connection was handed over, as {@code Flux.next()} sends one, changes nothing. */
    void cancelled() {
        if (!connected) {
            leave();
        }
    }

    void leave() {
        List<Runnable> now;
        synchronized (leaving) {
            if (hasLeft) {
                return;
            }
            hasLeft = true;
            now = List.copyOf(leaving);
        }
        now.forEach(Runnable::run);
    }
}
