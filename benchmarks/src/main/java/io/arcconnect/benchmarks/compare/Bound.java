package io.arcconnect.benchmarks.compare;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Ends what has not ended in time, so that who waits for it fails instead of waiting for ever. */
final class Bound {

    /** For one go; the slowest client of the page takes a fiftieth of it. */
    static final Duration OF_A_GO = Duration.ofMinutes(10);

    private static final ScheduledExecutorService CLOCK = clock();

    private final ScheduledFuture<?> end;

    private Bound(ScheduledFuture<?> end) {
        this.end = end;
    }

    /**
     * Sets one, until it is lifted.
     *
     * @param limit from now
     * @param who for the line on standard error that says that it came to that
     * @param ending what makes the wait fail
     */
    static Bound of(Duration limit, String who, Runnable ending) {
        return new Bound(CLOCK.schedule(
                () -> {
                    System.err.println("compare: " + who + " did not end within " + limit.toSeconds() + " s");
                    ending.run();
                },
                limit.toNanos(),
                TimeUnit.NANOSECONDS));
    }

    /**
     * Sets one for a process and all that it has started.
     *
     * @param limit from now
     * @param who as above
     * @param process which is killed
     */
    static Bound of(Duration limit, String who, Process process) {
        return of(limit, who, () -> {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        });
    }

    /** In time: nothing is ended. */
    void lift() {
        end.cancel(false);
    }

    private static ScheduledExecutorService clock() {
        ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1, ending -> {
            Thread thread = new Thread(ending, "bound");
            thread.setDaemon(true);
            return thread;
        });
        clock.setRemoveOnCancelPolicy(true);
        return clock;
    }
}
