package io.arcconnect.internal.limit;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Lets so many inside at a time; the others wait in their order. */
public final class Gate {

    private final int most;
    private final Deque<Place> waiting = new ArrayDeque<>();
    private int inside;

    /**
     * Opens.
     *
     * @param most 1 or more
     */
    public Gate(int most) {
        this.most = most;
    }

    /** {@return a place inside, or in the queue} */
    public Place enter() {
        Place place = new Place();
        synchronized (waiting) {
            if (inside < most) {
                inside++;
                place.admit();
            } else {
                waiting.add(place);
            }
        }
        return place;
    }

    /** One who is inside, waits, or has left. */
    public final class Place {

        private final Sinks.Empty<Void> admitted = Sinks.empty();
        private volatile boolean isInside;
        private boolean hasLeft;

        /** {@return whether it may go on} */
        public boolean isInside() {
            return isInside;
        }

        /** {@return completes when this place is inside} */
        public Mono<Void> admitted() {
            return admitted.asMono();
        }

        private void admit() {
            isInside = true;
        }

        /** Makes room, or gives up waiting. Leaving twice is leaving once. */
        public void leave() {
            Place next;
            synchronized (waiting) {
                if (hasLeft) {
                    return;
                }
                hasLeft = true;
                next = isInside ? next() : null;
                waiting.remove(this);
            }
            if (next != null) {
                next.admitted.tryEmitEmpty();
            }
        }

        private @Nullable Place next() {
            Place next = waiting.poll();
            if (next == null) {
                inside--;
            } else {
                next.admit();
            }
            return next;
        }
    }
}
