package io.arcconnect.model;

import java.time.Duration;

/**
 * How fast one caller may call Azure Resource Manager. Azure refuses with 429 what comes faster; a call that would be
 * refused waits for its turn instead, first come first served.
 *
 * <p>Writes are everything but {@code GET}: {@code listCredentials} is a {@code POST} and counts as one. Rates hold per
 * subscription. Where Azure says 429 all the same, nothing more is sent to that subscription until {@code Retry-After} has
 * passed, and then at half the rate, which recovers within about a minute.
 *
 * @param concurrency calls under way at a time, of all subscriptions together; at least 1
 * @param writeBurst writes at once after a pause; at least 1
 * @param writesPerSecond writes in the long run; more than zero
 * @param readBurst reads at once after a pause; at least 1
 * @param readsPerSecond reads in the long run; more than zero
 * @param longestWait how long a call waits for its turn before it fails with {@code arm.throttled}; more than zero
 */
public record ArmLimits(
        int concurrency,
        int writeBurst,
        double writesPerSecond,
        int readBurst,
        double readsPerSecond,
        Duration longestWait) {

    /**
     * 168 writes at once and 10 a second, 218 reads and 25 a second, 32 calls at a time, 10 minutes of waiting. Azure
     * documents 200 and 250 at once per subscription and service principal (learn.microsoft.com, "Understand how Azure
     * Resource Manager throttles requests"; documented, not observed). As many as may be under way are kept back: Azure's
     * bucket begins to fill when the first call arrives, ours when it is sent.
     */
    public static final ArmLimits DEFAULT = new ArmLimits(32, 200 - 32, 10, 250 - 32, 25, Duration.ofMinutes(10));

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException when one is out of range
     */
    public ArmLimits {
        atLeastOne(concurrency, "concurrency");
        atLeastOne(writeBurst, "writeBurst");
        atLeastOne(readBurst, "readBurst");
        positive(writesPerSecond, "writesPerSecond");
        positive(readsPerSecond, "readsPerSecond");
        if (longestWait.isZero() || longestWait.isNegative()) {
            throw new IllegalArgumentException("longestWait must be more than zero, got " + longestWait);
        }
    }

    /**
     * Sets how many calls are under way at a time.
     *
     * @param calls at least 1
     * @return other limits
     */
    public ArmLimits withConcurrency(int calls) {
        return new ArmLimits(calls, writeBurst, writesPerSecond, readBurst, readsPerSecond, longestWait);
    }

    /**
     * Sets the rate of writes.
     *
     * @param burst at once after a pause
     * @param perSecond in the long run
     * @return other limits
     */
    public ArmLimits withWrites(int burst, double perSecond) {
        return new ArmLimits(concurrency, burst, perSecond, readBurst, readsPerSecond, longestWait);
    }

    /**
     * Sets the rate of reads.
     *
     * @param burst at once after a pause
     * @param perSecond in the long run
     * @return other limits
     */
    public ArmLimits withReads(int burst, double perSecond) {
        return new ArmLimits(concurrency, writeBurst, writesPerSecond, burst, perSecond, longestWait);
    }

    /**
     * Sets how long a call waits for its turn.
     *
     * @param wait more than zero
     * @return other limits
     */
    public ArmLimits withLongestWait(Duration wait) {
        return new ArmLimits(concurrency, writeBurst, writesPerSecond, readBurst, readsPerSecond, wait);
    }

    private static void atLeastOne(int value, String name) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be at least 1, got " + value);
        }
    }

    private static void positive(double value, String name) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(name + " must be more than zero, got " + value);
        }
    }
}
