package io.arcconnect.internal.net;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.Disposable;
import reactor.core.Exceptions;
import reactor.core.scheduler.Scheduler;

/** Counts what it was given to do at once. It drops the rest when it is disposed of, which counts as done. */
final class CountedWorker implements Scheduler.Worker {

    private static final int DISPOSED = Integer.MIN_VALUE / 2;

    private final Scheduler.Worker thread;
    private final Unfinished unfinished;
    private final AtomicInteger mine = new AtomicInteger();
    private final Running running = new Running();

    CountedWorker(Scheduler.Worker thread, Unfinished unfinished) {
        this.thread = thread;
        this.unfinished = unfinished;
    }

    @Override
    public Disposable schedule(Runnable work) {
        if (running.isDisposed() || !unfinished.begin()) {
            throw Exceptions.failWithRejected();
        }
        begun();
        try {
            return thread.schedule(() -> {
                try {
                    run(work);
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
        return thread.schedule(() -> run(work), delay, unit);
    }

    @Override
    public Disposable schedulePeriodically(Runnable work, long initialDelay, long period, TimeUnit unit) {
        return thread.schedulePeriodically(() -> run(work), initialDelay, period, unit);
    }

    private void run(Runnable work) {
        try {
            running.run(work);
        } finally {
            if (running.isDisposed()) {
                thread.dispose();
            }
        }
    }

    @Override
    public void dispose() {
        if (!running.dispose()) {
            thread.dispose();
        }
        int left = mine.getAndSet(DISPOSED);
        if (left > 0) {
            unfinished.end(left);
        }
    }

    @Override
    public boolean isDisposed() {
        return running.isDisposed() || thread.isDisposed();
    }

    private void begun() {
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
