package io.arcconnect.ssh.internal.pool;

import java.time.Duration;

/** What a pool was told. */
public record PoolLimits(int maxSessions, int usersPerSession, Duration idle, Duration longestWait) {

    public PoolLimits {
        atLeastOne(maxSessions, "maxSessions");
        atLeastOne(usersPerSession, "usersPerSession");
        positive(idle, "idle");
        positive(longestWait, "longestWait");
    }

    private static void atLeastOne(int value, String name) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be at least 1, got " + value);
        }
    }

    private static void positive(Duration value, String name) {
        if (value.isZero() || value.isNegative()) {
            throw new IllegalArgumentException(name + " must be more than zero, got " + value);
        }
    }
}
