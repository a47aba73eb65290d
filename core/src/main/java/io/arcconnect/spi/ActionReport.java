package io.arcconnect.spi;

import io.arcconnect.spi.event.Action;
import io.arcconnect.spi.event.ActionBegunEvent;
import io.arcconnect.spi.event.ActionEndedEvent;
import io.arcconnect.spi.event.ActionOutcome;
import io.arcconnect.spi.event.Origin;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import reactor.core.scheduler.Schedulers;

/**
 * Reports one action of a protocol: its beginning at once, its bytes and its end when told. Only the first end counts, so
 * that whoever learns of it may say so. Safe to use from any thread, and cheap enough for every chunk.
 */
public final class ActionReport {

    private final Reporter reporter;
    private final Origin origin;
    private final Action action;
    private final LongAdder bytesIn = new LongAdder();
    private final LongAdder bytesOut = new LongAdder();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final long begun = now();

    private ActionReport(Reporter reporter, Origin origin, Action action) {
        this.reporter = reporter;
        this.origin = origin;
        this.action = action;
    }

    /**
     * Begins an action that reaches something through the machine.
     *
     * @param reporter the route's
     * @param origin on which machine, for whom, over which connection
     * @param kind a word of few
     * @param user who is logged in
     * @param target what is reached, such as {@code localhost:3389}
     * @return its report
     */
    public static ActionReport reaching(
            Reporter reporter, Origin origin, String kind, Optional<String> user, String target) {
        return begin(reporter, origin, new Action(id(), kind, user, Optional.of(target), Optional.empty()));
    }

    /**
     * Begins an action that runs a command. Its text is told only where {@link Reporter#wantsCommands()}.
     *
     * @param reporter the route's
     * @param origin on which machine, for whom, over which connection
     * @param kind a word of few
     * @param user who is logged in
     * @param command what is run
     * @return its report
     */
    public static ActionReport running(
            Reporter reporter, Origin origin, String kind, Optional<String> user, String command) {
        Optional<String> text = reporter.wantsCommands() ? Optional.of(command) : Optional.empty();
        return begin(reporter, origin, new Action(id(), kind, user, Optional.empty(), text));
    }

    private static ActionReport begin(Reporter reporter, Origin origin, Action action) {
        reporter.report(new ActionBegunEvent(origin, action));
        return new ActionReport(reporter, origin, action);
    }

    /**
     * Counts bytes from the machine.
     *
     * @param bytes how many more
     */
    public void received(long bytes) {
        bytesIn.add(bytes);
    }

    /**
     * Counts bytes to the machine.
     *
     * @param bytes how many more
     */
    public void sent(long bytes) {
        bytesOut.add(bytes);
    }

    /**
     * Ends it, unless it has ended.
     *
     * @param outcome how
     */
    public void ended(ActionOutcome outcome) {
        if (ended.compareAndSet(false, true)) {
            reporter.report(new ActionEndedEvent(
                    origin, action, outcome, bytesIn.sum(), bytesOut.sum(), Duration.ofNanos(now() - begun)));
        }
    }

    private static String id() {
        return Long.toHexString(ThreadLocalRandom.current().nextLong());
    }

    private static long now() {
        return Schedulers.parallel().now(TimeUnit.NANOSECONDS);
    }
}
