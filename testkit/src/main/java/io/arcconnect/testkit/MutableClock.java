package io.arcconnect.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until the test moves it. Safe to use from any thread. */
public final class MutableClock extends Clock {

    private final AtomicReference<Instant> now;
    private final Queue<Alarm> alarms;
    private final ZoneId zone;

    private MutableClock(AtomicReference<Instant> now, Queue<Alarm> alarms, ZoneId zone) {
        this.alarms = alarms;
        this.now = now;
        this.zone = zone;
    }

    /**
     * Sets a clock.
     *
     * @param instant what it shows
     * @return the clock, in UTC
     */
    public static MutableClock at(Instant instant) {
        return new MutableClock(new AtomicReference<>(instant), new PriorityBlockingQueue<>(), ZoneOffset.UTC);
    }

    /** {@return a clock that shows the present} */
    public static MutableClock now() {
        return at(Instant.now());
    }

    /**
     * Moves the clock.
     *
     * @param duration forward, or back when negative
     */
    public void advance(Duration duration) {
        now.updateAndGet(instant -> instant.plus(duration));
        ring();
    }

    /**
     * Does something once the clock shows a time: at once when it does so already, otherwise in {@link #advance}, on the
     * thread that calls it, in order of time.
     *
     * @param instant when
     * @param task must not block
     */
    public void whenReached(Instant instant, Runnable task) {
        alarms.add(new Alarm(instant, Objects.requireNonNull(task, "task")));
        ring();
    }

    private void ring() {
        // Taken only when it is due: another thread that moves the clock meanwhile must find it here.
        for (Alarm next = alarms.peek(); next != null && !next.at.isAfter(instant()); next = alarms.peek()) {
            if (alarms.remove(next)) {
                next.task.run();
            }
        }
    }

    private record Alarm(Instant at, Runnable task) implements Comparable<Alarm> {
        @Override
        public int compareTo(Alarm other) {
            return at.compareTo(other.at);
        }
    }

    @Override
    public Instant instant() {
        return Objects.requireNonNull(now.get());
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId newZone) {
        return new MutableClock(now, alarms, newZone);
    }
}
