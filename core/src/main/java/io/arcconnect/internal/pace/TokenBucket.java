package io.arcconnect.internal.pace;

import java.time.Duration;

/**
 * A token bucket that learns: refused, it is empty and shut for as long as it was told, then fills at half the rate, which
 * recovers bit by bit. Time is handed in, in nanoseconds from anywhere. Not safe for use by several threads.
 */
final class TokenBucket {

    /** Refusals cannot slow it down further than this share of its rate. */
    private static final double SLOWEST = 1.0 / 32;

    /** From the slowest to the full rate in a minute. */
    private static final double RECOVERY_PER_SECOND = (1 - SLOWEST) / 60;

    /** What was sent together is refused together: that is one refusal. */
    private static final Duration SAME_REFUSAL = Duration.ofSeconds(1);

    private static final double SECOND = 1e9;

    private final double burst;
    private final double perSecond;
    private double tokens;
    private double share = 1;
    private long filledAt;
    private long slowedAt;
    private boolean slowed;

    TokenBucket(int burst, double perSecond, long now) {
        this.burst = burst;
        this.perSecond = perSecond;
        this.tokens = burst;
        this.filledAt = now;
    }

    /** Takes a token, if there is one. */
    boolean take(long now) {
        fill(now);
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }

    /**
     * How long until so many tokens have come, at the rate of this moment.
     *
     * @return nanoseconds; 0 when they are there
     */
    long nanosUntil(int wanted, long now) {
        fill(now);
        double missing = wanted - tokens;
        long shut = Math.max(0, filledAt - now);
        return missing <= 0 ? shut : shut + (long) Math.ceil(missing / rate() * SECOND);
    }

    /** {@return for how many nanoseconds longer nothing may be sent, however few wait} */
    long nanosShut(long now) {
        return Math.max(0, filledAt - now);
    }

    /** Somebody was refused. */
    void refused(Duration retryAfter, long now) {
        fill(now);
        tokens = 0;
        filledAt = Math.max(filledAt, now + retryAfter.toNanos());
        if (!slowed || now - slowedAt >= SAME_REFUSAL.toNanos()) {
            slowed = true;
            slowedAt = now;
            share = Math.max(share / 2, SLOWEST);
        }
    }

    /** {@return tokens per second at this moment} */
    double rate() {
        return perSecond * share;
    }

    private void fill(long now) {
        double seconds = (now - filledAt) / SECOND;
        if (seconds <= 0) {
            return; // shut, or nothing has passed
        }
        double before = share;
        share = Math.min(1, share + seconds * RECOVERY_PER_SECOND);
        tokens = Math.min(burst, tokens + seconds * perSecond * (before + share) / 2);
        filledAt = now;
    }
}
