package io.arcconnect.testkit.internal;

import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Where every random choice of one emulator comes from. Each subject has numbers of its own, so that what one machine
 * draws does not depend on how many threads draw for another.
 *
 * @param value the number to begin with again
 */
public record Seed(long value) {

    /** The system property that names the seed of every emulator that is given none. */
    public static final String PROPERTY = "arcconnect.emulator.seed";

    private static final long LARGEST = 1_000_000_000_000L;

    /**
     * Reads {@link #PROPERTY}, or draws.
     *
     * @return the seed
     * @throws IllegalArgumentException when the property is no number
     */
    public static Seed any() {
        String given = System.getProperty(PROPERTY, "");
        if (given.isEmpty()) {
            return new Seed(ThreadLocalRandom.current().nextLong(1, LARGEST));
        }
        try {
            return new Seed(Long.parseLong(given.strip()));
        } catch (NumberFormatException malformed) {
            throw new IllegalArgumentException(PROPERTY + " must be a number, got " + given, malformed);
        }
    }

    /**
     * Begins a sequence: the same one each time for the same seed and subject.
     *
     * @param subject what is drawn for, such as {@code names/web-01}
     * @return a generator, safe to use from any thread
     */
    public Random of(String subject) {
        // By multiplication: neighbouring seeds must not begin with neighbouring numbers.
        return new Random(value * 0x9E37_79B9_7F4A_7C15L ^ subject.hashCode() * 0xC2B2_AE3D_27D4_EB4FL);
    }

    /** {@return the number alone} */
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
