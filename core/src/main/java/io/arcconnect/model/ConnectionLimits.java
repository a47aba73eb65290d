package io.arcconnect.model;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * How many relay connections one {@code ArcConnect} has open at a time, with all of its views. A dial beyond that waits
 * until another connection has ended, first come first served for each machine and then for all together, and opens
 * nothing meanwhile. Each session has one connection, also while a pool keeps it for the next user, and a raw stream is
 * one; what a diagnosis opens for a moment is not counted.
 *
 * @param perMachine to one machine, where limited; at least 1
 * @param total to all machines, where limited; at least 1
 * @param longestWait how long a dial waits before it fails with {@code connection.limit_reached}; more than zero
 */
public record ConnectionLimits(OptionalInt perMachine, OptionalInt total, Duration longestWait) {

    /** As many as are asked for. */
    public static final ConnectionLimits NONE =
            new ConnectionLimits(OptionalInt.empty(), OptionalInt.empty(), Duration.ofMinutes(1));

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException when one is out of range
     */
    public ConnectionLimits {
        perMachine.ifPresent(most -> atLeastOne(most, "perMachine"));
        total.ifPresent(most -> atLeastOne(most, "total"));
        if (longestWait.isZero() || longestWait.isNegative()) {
            throw new IllegalArgumentException("longestWait must be more than zero, got " + longestWait);
        }
    }

    /**
     * Limits the connections to one machine, whoever opens them.
     *
     * @param connections at least 1
     * @return other limits
     */
    public ConnectionLimits withPerMachine(int connections) {
        return new ConnectionLimits(OptionalInt.of(connections), total, longestWait);
    }

    /**
     * Limits the connections to all machines together.
     *
     * @param connections at least 1
     * @return other limits
     */
    public ConnectionLimits withTotal(int connections) {
        return new ConnectionLimits(perMachine, OptionalInt.of(connections), longestWait);
    }

    /**
     * Sets how long a dial waits for its turn. Default: a minute.
     *
     * @param wait more than zero
     * @return other limits
     */
    public ConnectionLimits withLongestWait(Duration wait) {
        return new ConnectionLimits(perMachine, total, wait);
    }

    private static void atLeastOne(int value, String name) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be at least 1, got " + value);
        }
    }
}
