package io.arcconnect;

import io.arcconnect.model.MachineId;
import io.arcconnect.spi.ArcConnectListener;
import io.arcconnect.spi.Reporter;
import io.arcconnect.spi.event.ArcEvent;
import io.arcconnect.spi.event.CloseProblemEvent;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Tells the user's listener what happens, in order, on a thread of its own: nothing waits for a slow listener. */
final class EventThread implements Reporter {

    private static final Logger LOG = LoggerFactory.getLogger(ArcConnect.class);

    private static final Duration LONGEST_LAST_WORD = Duration.ofSeconds(2);

    /** Some tens of MB. A listener that is so far behind will not catch up. */
    private static final int MOST_WAITING = 100_000;

    private final ArcConnectListener user;
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicLong dropped = new AtomicLong();
    private final Scheduler thread = Schedulers.newSingle("arc-events", true);

    EventThread(ArcConnectListener user) {
        this.user = user;
    }

    @Override
    public void report(ArcEvent event) {
        if (event instanceof CloseProblemEvent close) {
            LOG.warn(
                    "event=close_problem machine={} problem={}",
                    close.machine().map(MachineId::name).orElse(""),
                    close.problem().toString());
        }
        if (waiting.incrementAndGet() > MOST_WAITING) {
            waiting.decrementAndGet();
            drop();
            return;
        }
        try {
            thread.schedule(() -> tell(event));
        } catch (RejectedExecutionException stopped) {
            LOG.debug("event=dropped cause=closed");
        }
    }

    /** Says so when it begins, and when it is over how many it were. */
    private void drop() {
        if (dropped.getAndIncrement() == 0) {
            LOG.warn("event=listener_too_slow waiting={}", MOST_WAITING);
        }
    }

    /** {@return the end of the thread: after what it has been told already, unless the listener takes too long} */
    Mono<Void> stop() {
        return Mono.<Void>create(told -> thread.schedule(told::success))
                .timeout(LONGEST_LAST_WORD)
                .onErrorComplete()
                .publishOn(Schedulers.boundedElastic())
                .doFinally(end -> thread.dispose());
    }

    private void tell(ArcEvent event) {
        long lost = waiting.decrementAndGet() == 0 ? dropped.getAndSet(0) : 0;
        if (lost > 0) {
            LOG.warn("event=listener_caught_up dropped={}", lost);
        }
        try {
            user.onEvent(event);
        } catch (RuntimeException thrown) {
            LOG.warn("event=listener_failed", thrown);
        }
    }
}
