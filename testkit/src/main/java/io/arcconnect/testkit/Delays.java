package io.arcconnect.testkit;

import java.time.Duration;
import java.util.Objects;
import java.util.Random;

/**
 * How long the emulated Azure takes. A value; what it draws comes from the emulator's seed, a sequence for each machine. Time
 * is that of the emulator's clock: a {@link MutableClock} lets delays pass without waiting.
 *
 * @param dialAtLeast how long a dial is held before an agent takes it, at least (protocol.md 3.2)
 * @param dialAtMost the same, at most, but for spikes
 * @param spikeEvery one dial in this many takes longer; 0 for none
 * @param spikeAtLeast how long such a dial is held, at least
 * @param spikeAtMost the same, at most
 * @param listenerAtLeast how long after set-up an agent begins to listen, at least (protocol.md 3.4)
 * @param listenerAtMost the same, at most
 */
public record Delays(
        Duration dialAtLeast,
        Duration dialAtMost,
        int spikeEvery,
        Duration spikeAtLeast,
        Duration spikeAtMost,
        Duration listenerAtLeast,
        Duration listenerAtMost) {

    private static final Delays NONE =
            new Delays(Duration.ZERO, Duration.ZERO, 0, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);

    /** Documented and observed: protocol.md 3.2 and 3.4. */
    private static final Delays AZURE_LIKE = new Delays(
            Duration.ofMillis(400),
            Duration.ofMillis(950),
            20,
            Duration.ofSeconds(3),
            Duration.ofSeconds(7),
            Duration.ofSeconds(30),
            Duration.ofSeconds(90));

    /** Refuses what cannot be. */
    public Delays {
        ordered("dial", dialAtLeast, dialAtMost);
        ordered("spike", spikeAtLeast, spikeAtMost);
        ordered("listener", listenerAtLeast, listenerAtMost);
        if (spikeEvery < 0) {
            throw new IllegalArgumentException("spikeEvery must be 0 or more, got " + spikeEvery);
        }
    }

    /** {@return no delay at all, the default of an emulator} */
    public static Delays none() {
        return NONE;
    }

    /**
     * As the service was seen to be (protocol.md 3.2, 3.4).
     *
     * @return dials take 0.4 to 0.95 s, one in 20 takes 3 to 7 s, and agents listen 30 to 90 s after set-up
     */
    public static Delays azureLike() {
        return AZURE_LIKE;
    }

    /**
     * Lets everything take a part of the time, or several times as long.
     *
     * @param factor zero or more, such as 0.01
     * @return other delays
     */
    public Delays scaled(double factor) {
        if (!(factor >= 0) || Double.isInfinite(factor)) {
            throw new IllegalArgumentException("factor must be zero or more, got " + factor);
        }
        return new Delays(
                times(dialAtLeast, factor),
                times(dialAtMost, factor),
                spikeEvery,
                times(spikeAtLeast, factor),
                times(spikeAtMost, factor),
                times(listenerAtLeast, factor),
                times(listenerAtMost, factor));
    }

    /**
     * Draws how long the next dial is held.
     *
     * @param random where from; two numbers are taken
     * @return zero or more
     */
    public Duration dial(Random random) {
        boolean spike = spikeEvery > 0 && random.nextInt(spikeEvery) == 0;
        return spike ? between(spikeAtLeast, spikeAtMost, random) : between(dialAtLeast, dialAtMost, random);
    }

    /**
     * Draws how long after set-up an agent listens.
     *
     * @param random where from
     * @return zero or more
     */
    public Duration listener(Random random) {
        return between(listenerAtLeast, listenerAtMost, random);
    }

    private static Duration between(Duration least, Duration most, Random random) {
        return least.plusNanos((long) (most.minus(least).toNanos() * random.nextDouble()));
    }

    private static Duration times(Duration duration, double factor) {
        return Duration.ofNanos((long) (duration.toNanos() * factor));
    }

    private static void ordered(String name, Duration least, Duration most) {
        Objects.requireNonNull(least, name);
        if (least.isNegative() || most.compareTo(least) < 0) {
            throw new IllegalArgumentException(name + " must be zero or more and in order, got " + least + ", " + most);
        }
    }
}
