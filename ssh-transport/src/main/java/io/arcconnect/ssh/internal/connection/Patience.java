package io.arcconnect.ssh.internal.connection;

import java.time.Duration;

/**
 * When a machine that says nothing is given up.
 *
 * @param interval of silence, after which it is asked whether it is there
 * @param misses questions in a row that bring nothing
 */
public record Patience(Duration interval, int misses) {

    /** The relay drops what is silent for about 120 seconds (protocol.md 3.5). */
    public static final Patience DEFAULT = new Patience(Duration.ofSeconds(30), 3);

    public Patience {
        if (interval.isZero() || interval.isNegative()) {
            throw new IllegalArgumentException("the interval must be more than zero, got " + interval);
        }
        if (misses < 1) {
            throw new IllegalArgumentException("misses must be at least 1, got " + misses);
        }
    }
}
