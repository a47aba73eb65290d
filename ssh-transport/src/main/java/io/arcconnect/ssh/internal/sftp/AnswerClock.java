package io.arcconnect.ssh.internal.sftp;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Notices a server that owes answers and says nothing. Any byte shows that it lives, so that a slow path is not taken for
 * silence.
 */
public final class AnswerClock {

    /** Bringing a file to the disk, or copying one on the server, is a single request, however big the file. */
    static final Duration WORK = Duration.ofHours(1);

    private final Duration limit;
    private final Runnable silent;
    private final AtomicInteger owed = new AtomicInteger();
    private final AtomicInteger work = new AtomicInteger();
    private final AtomicBoolean looking = new AtomicBoolean();
    private final AtomicReference<@Nullable Disposable> look = new AtomicReference<>();
    private volatile long heard;
    private volatile boolean over;

    /**
     * Stands still until something is asked.
     *
     * @param limit more than zero
     * @param silent is told once, on a thread that must not be blocked
     */
    public AnswerClock(Duration limit, Runnable silent) {
        this.limit = limit;
        this.silent = silent;
    }

    /**
     * An answer is owed from now on.
     *
     * @param isWork whether it may take as long as a whole file does
     */
    public void asked(boolean isWork) {
        if (owed.getAndIncrement() == 0) {
            heard = now();
        }
        if (isWork) {
            work.incrementAndGet();
        }
        begin();
    }

    /** The server has shown that it lives. */
    public void heard() {
        heard = now();
    }

    /**
     * One answer less is owed.
     *
     * @param isWork as it was asked
     */
    public void answered(boolean isWork) {
        heard();
        if (isWork) {
            work.decrementAndGet();
        }
        owed.decrementAndGet();
    }

    /** Stops for good. */
    public void stop() {
        over = true;
        Disposable last = look.getAndSet(null);
        if (last != null) {
            last.dispose();
        }
    }

    private void begin() {
        if (looking.compareAndSet(false, true)) {
            after(TimeUnit.NANOSECONDS.convert(limit));
        }
    }

    private void after(long nanos) {
        // The owner of this subscription: it ends with the next look, or with the channel.
        look.set(Mono.delay(Duration.ofNanos(nanos)).subscribe(tick -> look()));
        if (over) {
            stop();
        }
    }

    private void look() {
        if (over) {
            return;
        }
        if (owed.get() == 0) {
            looking.set(false);
            if (owed.get() > 0) {
                begin();
            }
            return;
        }
        long left = patience() - (now() - heard);
        if (left > 0) {
            // Never longer than the limit: work may end meanwhile, and what is asked then has less time.
            after(Math.min(left, TimeUnit.NANOSECONDS.convert(limit)));
        } else {
            silent.run();
        }
    }

    private long patience() {
        Duration patience = work.get() > 0 && WORK.compareTo(limit) > 0 ? WORK : limit;
        return TimeUnit.NANOSECONDS.convert(patience);
    }

    /** The clock that delays go by, so that both are virtual or neither is. */
    private static long now() {
        return Schedulers.parallel().now(TimeUnit.NANOSECONDS);
    }
}
