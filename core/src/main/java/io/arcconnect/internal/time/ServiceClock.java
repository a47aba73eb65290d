package io.arcconnect.internal.time;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * This computer's clock, corrected where the service's answers show that it is wrong by more than 5 minutes (protocol.md
 * 9, row 17). Credentials end when the service says so: judged by a clock that runs ahead they would be thrown away unused,
 * by one that is behind they would be kept for too long.
 */
public final class ServiceClock extends Clock {

    private static final Duration TOLERATED = Duration.ofMinutes(5);

    private final Clock local;
    private volatile Duration ahead = Duration.ZERO;

    /**
     * Starts without knowing better.
     *
     * @param local this computer's
     */
    public ServiceClock(Clock local) {
        this.local = local;
    }

    /**
     * Makes a clock of a clock; a service clock stays the same one.
     *
     * @param clock any
     * @return the service clock
     */
    public static ServiceClock of(Clock clock) {
        return clock instanceof ServiceClock already ? already : new ServiceClock(clock);
    }

    /**
     * Learns from an answer that the service itself has just given.
     *
     * @param date its HTTP {@code Date}; one that cannot be read teaches nothing
     */
    public void observe(String date) {
        parse(date).ifPresent(service -> {
            Duration measured = Duration.between(service, local.instant());
            ahead = measured.abs().compareTo(TOLERATED) > 0 ? measured : Duration.ZERO;
        });
    }

    /** {@return how far this computer's clock is ahead, negative when behind; empty when within 5 minutes} */
    public Optional<Duration> skew() {
        Duration known = ahead;
        return known.isZero() ? Optional.empty() : Optional.of(known);
    }

    /** {@return the skew as a clause, such as {@code this computer's clock is 7 minutes ahead of Azure's}} */
    public Optional<String> skewInWords() {
        return skew().map(skew -> {
            long minutes = skew.abs().plusSeconds(30).toMinutes();
            String amount = minutes >= 120 ? (minutes + 30) / 60 + " hours" : minutes + " minutes";
            return "this computer's clock is " + amount + (skew.isNegative() ? " behind Azure's" : " ahead of Azure's");
        });
    }

    /** {@return the service's time, as far as it is known to differ} */
    @Override
    public Instant instant() {
        return local.instant().minus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return local.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        ServiceClock zoned = new ServiceClock(local.withZone(zone));
        zoned.ahead = ahead;
        return zoned;
    }

    private static Optional<Instant> parse(String date) {
        try {
            return Optional.of(ZonedDateTime.parse(date.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException malformed) {
            return Optional.empty();
        }
    }
}
