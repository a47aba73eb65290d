package io.arcconnect.internal.net;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * What arrives on threads that must not block, for a test that waits for it. A queue with a lock is no place for that: who finds
 * it taken blocks, is thrown out by BlockHound, and leaves the lock so that nobody gets it again.
 *
 * @param <T> what arrives
 */
public final class Arrivals<T> {

    private final Duration bound;
    private final Queue<T> there = new ConcurrentLinkedQueue<>();
    private final Semaphore count = new Semaphore(0);

    public Arrivals(Duration bound) {
        this.bound = bound;
    }

    public void add(T one) {
        there.add(one);
        count.release();
    }

    /** {@return the next, within the bound} */
    public T next() throws InterruptedException {
        if (!count.tryAcquire(bound.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("nothing has arrived for " + bound);
        }
        return there.remove();
    }
}
