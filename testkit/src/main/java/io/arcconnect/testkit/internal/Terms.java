package io.arcconnect.testkit.internal;

import java.time.Duration;
import java.util.Optional;

/**
 * How often an armed fault strikes.
 *
 * @param times at most; {@link Integer#MAX_VALUE} is until cleared
 * @param lasting how long from the first time; empty is until cleared
 * @param probability that it strikes where it could; 1 is always
 */
public record Terms(int times, Optional<Duration> lasting, double probability) {

    /** Every time, until cleared. */
    public static final Terms ALWAYS = new Terms(Integer.MAX_VALUE, Optional.empty(), 1);

    /**
     * Limits the number.
     *
     * @param count at most
     * @return other terms
     */
    public Terms times(int count) {
        return new Terms(count, lasting, probability);
    }

    /**
     * Limits the time.
     *
     * @param duration from the first time
     * @return other terms
     */
    public Terms lasting(Duration duration) {
        return new Terms(times, Optional.of(duration), probability);
    }

    /**
     * Lets chance decide.
     *
     * @param chance that it strikes where it could
     * @return other terms
     */
    public Terms sometimes(double chance) {
        return new Terms(times, lasting, chance);
    }

    /** {@return what follows a fault's name, such as {@code , once}; empty for {@link #ALWAYS}} */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        if (times != Integer.MAX_VALUE) {
            text.append(times == 1 ? ", once" : ", " + times + " times");
        }
        lasting.ifPresent(limit -> text.append(", for ").append(limit));
        if (probability < 1) {
            text.append(", with probability ").append(probability);
        }
        return text.toString();
    }
}
