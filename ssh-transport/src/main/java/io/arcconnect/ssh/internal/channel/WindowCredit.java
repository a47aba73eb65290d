package io.arcconnect.ssh.internal.channel;

import io.arcconnect.ssh.internal.connection.WindowShares;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.sshd.common.channel.LocalWindow;

/**
 * Gives the machine credit for what was consumed, in lumps: each WINDOW_ADJUST is a packet of its own, and many small ones
 * cost a quarter of a download's CPU (libraries.md 1). Both outputs of a command share it. A window that began smaller than
 * it wants to be grows as it is read, as far as the session's other channels leave room.
 */
final class WindowCredit {

    private static final long LARGEST_LUMP = 512 * 1024;

    private final LocalWindow window;
    private final WindowShares shares;
    private final AtomicLong consumed = new AtomicLong();
    /** What the channel has of {@link #shares}; nothing before it begins and after its end. */
    private final AtomicLong share = new AtomicLong();

    private volatile boolean ended;

    WindowCredit(LocalWindow window, WindowShares shares) {
        this.window = window;
        this.shares = shares;
    }

    /** Takes the channel's share. The window is as large as it wants to be, and has not been told to anybody. */
    void begin() {
        long wanted = window.getMaxSize();
        long begun = shares.begin(wanted);
        share.set(begun);
        try {
            window.consume(wanted - begun);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** The channel is closed. */
    void end() {
        ended = true;
        shares.giveBack(share.getAndSet(0));
    }

    void give(long bytes) {
        long begun = share.get();
        if (ended || consumed.addAndGet(bytes) < Math.min(LARGEST_LUMP, begun / 4)) {
            return;
        }
        long due = consumed.getAndSet(0);
        if (due > 0) {
            try {
                window.release(due + grown(begun, due));
            } catch (IOException closing) {
                consumed.addAndGet(due); // the channel is going away, and nobody waits for credit any more
            }
        }
    }

    /** At most as much as has been read, so that nobody grows who does not read. */
    private long grown(long begun, long due) {
        long missing = window.getMaxSize() - begun;
        if (missing <= 0) {
            return 0;
        }
        long more = shares.more(Math.min(missing, due));
        if (more > 0 && !share.compareAndSet(begun, begun + more)) { // it has grown or ended meanwhile
            shares.giveBack(more);
            return 0;
        }
        return more;
    }
}
