package io.arcconnect.ssh.internal.channel;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.sshd.common.channel.LocalWindow;

/**
 * Gives the machine credit for what was consumed, in lumps: each WINDOW_ADJUST is a packet of its own, and many small ones
 * cost a quarter of a download's CPU (libraries.md 1). Both outputs of a command share it.
 */
final class WindowCredit {

    private static final long LARGEST_LUMP = 512 * 1024;

    private final LocalWindow window;
    private final AtomicLong consumed = new AtomicLong();

    WindowCredit(LocalWindow window) {
        this.window = window;
    }

    void give(long bytes) {
        long lump = Math.min(LARGEST_LUMP, window.getMaxSize() / 4);
        if (consumed.addAndGet(bytes) < lump) {
            return;
        }
        long due = consumed.getAndSet(0);
        if (due > 0) {
            try {
                window.release(due);
            } catch (IOException closing) {
                consumed.addAndGet(due); // the channel is going away, and nobody waits for credit any more
            }
        }
    }
}
