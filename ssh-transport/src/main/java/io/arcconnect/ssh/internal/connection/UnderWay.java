package io.arcconnect.ssh.internal.connection;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many bytes the channels of a session have given to its stream that it has not accepted yet: bounded for all of them
 * together, because a relay that stops reading stops them all, and a hundred channels must not keep a hundred times as much.
 * Who finds no room is called, in turn, when there is some.
 */
public final class UnderWay {

    /** Enough to keep a socket busy while the next packets are encrypted. */
    static final long MOST = 1024 * 1024;

    private final AtomicLong bytes = new AtomicLong();
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger work = new AtomicInteger();

    /** {@return whether there is room for a packet; the last one may go beyond the bound} */
    public boolean hasRoom() {
        return bytes.get() < MOST;
    }

    /** A packet begins its way. */
    public void add(int length) {
        bytes.addAndGet(length);
    }

    /** It has been accepted, or will never be. Calls those who wait. */
    public void remove(int length) {
        bytes.addAndGet(-length);
        wake();
    }

    /** Has somebody called once when there is room, which may be now and on this thread. */
    public void await(Runnable again) {
        waiting.add(again);
        wake();
    }

    /** One caller works for all, so that packets which are accepted at once do not call each other ever deeper. */
    private void wake() {
        if (work.getAndIncrement() != 0) {
            return;
        }
        int missed = 1;
        do {
            while (hasRoom()) {
                Runnable next = waiting.poll();
                if (next == null) {
                    break;
                }
                next.run();
            }
            missed = work.addAndGet(-missed);
        } while (missed != 0);
    }
}
