package io.arcconnect.internal.net;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.Disposable;
import reactor.core.scheduler.Scheduler;

/** Counts what it was given to do at once. It drops the rest when it is disposed of, which counts as done. */
final class CountedWorker implements Scheduler.Worker {

    private static final int DISPOSED = Integer.MIN_VALUE / 2;

    private final Scheduler.Worker thread;
    private final Unfinished unfinished;
    private final AtomicInteger mine = new AtomicInteger();

    CountedWorker(Scheduler.Worker thread, Unfinished unfinished) {
        this.thread = thread;
        this.unfinished = unfinished;
    }

    @Override
    public Disposable schedule(Runnable work) {
        begin();
        try {
            return thread.schedule(() -> {
                try {
                    work.run();
                } finally {
                    end();
                }
            });
        } catch (RuntimeException refused) {
            end();
            throw refused;
        }
    }

    @Override
    public Disposable schedule(Runnable work, long delay, TimeUnit unit) {
        return thread.schedule(work, delay, unit);
    }

    @Override
    public Disposable schedulePeriodically(Runnable work, long initialDelay, long period, TimeUnit unit) {
        return thread.schedulePeriodically(work, initialDelay, period, unit);
    }

    @Override
    public void dispose() {
        thread.dispose();
        int left = mine.getAndSet(DISPOSED);
        if (left > 0) {
            unfinished.end(left);
        }
    }

    @Override
    public boolean isDisposed() {
        return thread.isDisposed();
    }

    private void begin() {
        unfinished.begin();
        if (mine.incrementAndGet() <= 0) {
            unfinished.end(1);
        }
    }

    private void end() {
        if (mine.decrementAndGet() >= 0) {
            unfinished.end(1);
        }
    }
}
