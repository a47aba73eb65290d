package io.arcconnect.ssh.internal.connection;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How much a machine may send to all open channels of a session together that nobody has read yet. What a channel's window has
 * given cannot be taken back, so it is the windows that are bounded: one that is opened late begins with less, and gets more
 * when others have closed and somebody reads it. Each has at least {@link #LEAST}, so that nobody waits for anybody.
 */
public final class WindowShares {

    /** Eight windows of the usual size; more than any path holds. */
    static final long MOST = 64L * 1024 * 1024;

    static final long LEAST = 512L * 1024;

    /** One channel gets at most this part of what is left, so that those who come later get something. */
    private static final int PART = 4;

    private final AtomicLong left = new AtomicLong(MOST);

    /** {@return the share of a channel that begins: what it wants, or less, which it gives back at its end} */
    public long begin(long wanted) {
        return take(Math.min(wanted, LEAST), wanted);
    }

    /** {@return how much a channel that somebody reads gets beside what it has, of what it wants} */
    public long more(long wanted) {
        return take(0, wanted);
    }

    private long take(long least, long wanted) {
        while (true) {
            long now = left.get();
            long share = Math.max(least, Math.min(wanted, now / PART));
            if (left.compareAndSet(now, now - share)) {
                return share;
            }
        }
    }

    /** Takes back what a channel has had. */
    public void giveBack(long share) {
        left.addAndGet(share);
    }
}
