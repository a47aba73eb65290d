package io.arcconnect;

import io.arcconnect.model.MachineId;
import io.arcconnect.spi.ArcConnectListener;
import io.arcconnect.spi.Reporter;
import io.arcconnect.spi.event.ArcEvent;
import io.arcconnect.spi.event.CloseProblemEvent;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Tells the user's listener what happens, in order, on a thread of its own, which may block: nothing waits for a slow
 * listener. Nor does it for a lock, as an executor has one, for I/O threads report, too.
 */
final class EventThread implements Reporter {

    private static final Logger LOG = LoggerFactory.getLogger(ArcConnect.class);

    private static final Duration LONGEST_LAST_WORD = Duration.ofSeconds(2);

    /** Some tens of MB. A listener that is so far behind will not catch up. */
    private static final int MOST_WAITING = 100_000;

    private final ArcConnectListener user;
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicLong dropped = new AtomicLong();
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean begun = new AtomicBoolean();
    private final Thread thread;
    private volatile boolean over;

    EventThread(ArcConnectListener user) {
        this.user = user;
        this.thread = new Thread(this::run, "arc-events");
        thread.setDaemon(true);
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
        if (!enqueue(() -> tell(event))) {
            LOG.debug("event=dropped cause=closed");
        }
    }

    /** {@return whether it is not over} */
    private boolean enqueue(Runnable task) {
        if (over) {
            return false;
        }
        tasks.add(task);
        if (begun.compareAndSet(false, true)) {
            thread.start();
        }
        LockSupport.unpark(thread);
        return true;
    }

    private void run() {
        while (!over) {
            Runnable task = tasks.poll();
            if (task != null) {
                task.run();
            } else {
                // An interrupt that a listener has left would let no park wait.
                Thread.interrupted();
                LockSupport.park(this);
            }
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
        return Mono.<Void>create(told -> {
                    if (!enqueue(told::success)) {
                        told.success();
                    }
                })
                .timeout(LONGEST_LAST_WORD)
                .onErrorComplete()
                .publishOn(Schedulers.boundedElastic())
                .doFinally(end -> end());
    }

    private void end() {
        over = true;
        thread.interrupt();
        LockSupport.unpark(thread);
    }

    private void tell(ArcEvent event) {
        long lost = waiting.decrementAndGet() == 0 ? dropped.getAndSet(0) : 0;
        if (lost > 0) {
            LOG.warn("event=listener_caught_up dropped={}", lost);
        }
        try {
            user.onEvent(event);
        } catch (RuntimeException | Error thrown) {
            LOG.warn("event=listener_failed", thrown);
        }
    }
}
