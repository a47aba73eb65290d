package io.arcconnect.internal.net;

import org.jspecify.annotations.Nullable;

/**
 * What runs on a thread of ours, one thing after another. Reactor's elastic scheduler gives a thread to the next as soon as what
 * runs there is disposed of, although it may not care for its interrupt; what is given to that thread then waits for it,
 * while others are idle. So the thread is kept until it has come back.
 */
final class Running {

    private @Nullable Thread runner;
    private boolean disposed;

    /** Runs the work, unless it is too late. */
    void run(Runnable work) {
        synchronized (this) {
            if (disposed) {
                return;
            }
            runner = Thread.currentThread();
        }
        try {
            work.run();
        } finally {
            synchronized (this) {
                runner = null;
            }
        }
    }

    /** {@return whether it has been disposed of} */
    synchronized boolean isDisposed() {
        return disposed;
    }

    /** Begins nothing more. {@return whether another thread still runs something, which is interrupted} */
    synchronized boolean dispose() {
        boolean isFirst = !disposed;
        disposed = true;
        Thread busy = runner;
        if (busy == null || busy == Thread.currentThread()) {
            return false;
        }
        if (isFirst) {
            busy.interrupt();
        }
        return true;
    }
}
