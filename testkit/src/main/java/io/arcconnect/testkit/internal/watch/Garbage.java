package io.arcconnect.testkit.internal.watch;

import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.util.concurrent.locks.LockSupport;

/** Lets the garbage collector look. */
public final class Garbage {

    private static final long PATIENCE_MILLIS = 2_000;

    private Garbage() {}

    /**
     * Waits until the collector has found something that was unreachable when this began.
     *
     * @return whether it has; a JVM may be told not to collect when asked
     */
    public static boolean collect() {
        ReferenceQueue<Object> queue = new ReferenceQueue<>();
        PhantomReference<Object> canary = new PhantomReference<>(new Object(), queue);
        System.gc();
        try {
            return queue.remove(PATIENCE_MILLIS) != null;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            canary.clear();
        }
    }

    static void pause(long millis) {
        LockSupport.parkNanos(millis * 1_000_000);
    }
}
