package io.arcconnect.ssh.internal.recording;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The time of day when it was made, and from then on what has passed: setting the computer's clock changes nothing. */
public final class SteadyClock extends Clock {

    private final Instant begun = Instant.now();
    private final long at = System.nanoTime();

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }

    @Override
    public Instant instant() {
        return begun.plusNanos(System.nanoTime() - at);
    }
}
