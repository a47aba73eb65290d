package io.arcconnect.ssh;

import java.time.Duration;
import java.util.Optional;

/** What forwards in both directions may be told. */
record ForwardOptions(int maxConnections, Optional<Duration> idle, boolean keepsListening) {

    static final ForwardOptions DEFAULT = new ForwardOptions(100, Optional.empty(), false);

    /** A timer cannot look more often than this many times per silence. */
    private static final Duration SHORTEST_IDLE = Duration.ofMillis(100);

    ForwardOptions maxConnections(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("maxConnections must be 1 or more, got " + most);
        }
        return new ForwardOptions(most, idle, keepsListening);
    }

    ForwardOptions idle(Duration limit) {
        if (limit.compareTo(SHORTEST_IDLE) < 0) {
            throw new IllegalArgumentException("idle must be " + SHORTEST_IDLE + " or more, got " + limit);
        }
        return new ForwardOptions(maxConnections, Optional.of(limit), keepsListening);
    }

    ForwardOptions keepListening() {
        return new ForwardOptions(maxConnections, idle, true);
    }
}
