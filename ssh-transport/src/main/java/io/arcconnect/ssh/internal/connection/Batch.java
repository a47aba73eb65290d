package io.arcconnect.ssh.internal.connection;

import java.util.ArrayDeque;
import java.util.Queue;

/**
 * What is done once after everything that is being read, instead of once for each packet of it. It belongs to the thread that
 * decodes, of which there is one at a time.
 */
public final class Batch {

    private final Queue<Runnable> due = new ArrayDeque<>();
    private boolean reading;

    /** Runs it when what is being read has been decoded, or at once when nothing is being read. */
    public void atEnd(Runnable work) {
        if (reading) {
            due.add(work);
        } else {
            work.run();
        }
    }

    void begins() {
        reading = true;
    }

    void ends() {
        reading = false;
        for (Runnable work = due.poll(); work != null; work = due.poll()) {
            work.run();
        }
    }
}
