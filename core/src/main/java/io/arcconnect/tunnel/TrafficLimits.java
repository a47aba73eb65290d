package io.arcconnect.tunnel;

import java.time.Duration;
import java.util.Optional;

/**
 * What the connections of a port are allowed.
 *
 * @param maxConnections how many may be open at a time, 1 or more
 * @param idle how long one may be silent, 100 ms or more; empty: for ever
 */
public record TrafficLimits(int maxConnections, Optional<Duration> idle) {

    /** 100 connections, which may be silent for ever. */
    public static final TrafficLimits DEFAULT = new TrafficLimits(100, Optional.empty());

    /**
     * Checks both.
     *
     * @param maxConnections how many may be open at a time
     * @param idle how long one may be silent
     * @throws IllegalArgumentException when out of range
     */
    public TrafficLimits {
        if (maxConnections < 1) {
            throw new IllegalArgumentException("maxConnections must be 1 or more, got " + maxConnections);
        }
        idle.ifPresent(limit -> Silence.check("idle", limit));
    }

    /**
     * Changes one.
     *
     * @param most how many may be open at a time, 1 or more
     * @return new limits
     * @throws IllegalArgumentException when less
     */
    public TrafficLimits maxConnections(int most) {
        return new TrafficLimits(most, idle);
    }

    /**
     * Changes the other.
     *
     * @param limit how long a connection may be silent, 100 ms or more
     * @return new limits
     * @throws IllegalArgumentException when less
     */
    public TrafficLimits idle(Duration limit) {
        return new TrafficLimits(maxConnections, Optional.of(limit));
    }
}
