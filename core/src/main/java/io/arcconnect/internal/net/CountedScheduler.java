package io.arcconnect.internal.net;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * A scheduler that knows when everything it was given to do at once is done. Reactor's own graceful end waits in a pool
 * whose thread keeps the JVM alive for 10 seconds more.
 */
final class CountedScheduler implements Scheduler {

    private final Scheduler threads;
    private final Unfinished unfinished = new Unfinished();

    CountedScheduler(Scheduler threads) {
        this.threads = threads;
    }

    /** {@return the moment when nothing is left to do; what has a delay is not waited for. To be asked for once} */
    Mono<Void> finished() {
        return unfinished.none();
    }

    /** {@return the end of what it was given; it refuses more from now on, so that nothing is dropped unseen} */
    Mono<Void> rest() {
        return unfinished.rest();
    }

    @Override
    public Disposable schedule(Runnable work) {
        if (!unfinished.begin()) {
            throw Exceptions.failWithRejected();
        }
        Task task = new Task(work);
        try {
            task.handle.replace(threads.schedule(task));
        } catch (RuntimeException refused) {
            task.end();
            throw refused;
        }
        return task;
    }

    @Override
    public Disposable schedule(Runnable work, long delay, TimeUnit unit) {
        return threads.schedule(work, delay, unit);
    }

    @Override
    public Disposable schedulePeriodically(Runnable work, long initialDelay, long period, TimeUnit unit) {
        return threads.schedulePeriodically(work, initialDelay, period, unit);
    }

    @Override
    public long now(TimeUnit unit) {
        return threads.now(unit);
    }

    @Override
    public Worker createWorker() {
        return new CountedWorker(threads.createWorker(), unfinished);
    }

    @Override
    public void dispose() {
        threads.dispose();
    }

    @Override
    public boolean isDisposed() {
        return unfinished.isOver() || threads.isDisposed();
    }

    /** Counts until it has run, or will not any more. */
    private final class Task implements Runnable, Disposable {

        private final Runnable work;
        private final Disposable.Swap handle = Disposables.swap();
        private final AtomicBoolean ended = new AtomicBoolean();
        private final Running running = new Running();

        Task(Runnable work) {
            this.work = work;
        }

        @Override
        public void run() {
            try {
                running.run(work);
            } finally {
                end();
            }
        }

        @Override
        public void dispose() {
            if (!running.dispose()) {
                handle.dispose();
            }
            end();
        }

        @Override
        public boolean isDisposed() {
            return ended.get();
        }

        void end() {
            if (ended.compareAndSet(false, true)) {
                unfinished.end(1);
            }
        }
    }
}
