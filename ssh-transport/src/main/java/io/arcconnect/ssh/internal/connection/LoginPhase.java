package io.arcconnect.ssh.internal.connection;

import io.arcconnect.spi.PushDuplexStream;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Scheduler;

/**
 * Until a session is logged in, its packets are handled one after the other on a worker, so that a slow key exchange or a
 * host key check that blocks holds up nobody else on the same I/O thread. Then the queue runs dry and packets are handled
 * where they arrive.
 */
public final class LoginPhase {

    private static final int MOST_BYTES_QUEUED = 1024 * 1024;

    private record Task(Runnable work, int bytes) {}

    private final Scheduler worker;
    private final PushDuplexStream stream;
    private final Queue<Task> tasks = new ArrayDeque<>();
    private int queuedBytes;
    private boolean running;
    private boolean loggedIn;
    private boolean paused;
    private volatile boolean over;

    public LoginPhase(Scheduler worker, PushDuplexStream stream) {
        this.worker = worker;
        this.stream = stream;
    }

    boolean isOver() {
        return over;
    }

    /** Takes work for the worker. Returns {@code false} when the phase is over and the caller must do it. */
    boolean defer(Runnable work, int bytes) {
        boolean start;
        synchronized (tasks) {
            if (over) {
                return false;
            }
            tasks.add(new Task(work, bytes));
            queuedBytes += bytes;
            if (queuedBytes > MOST_BYTES_QUEUED && !paused) {
                paused = true;
                stream.pauseReads();
            }
            start = !running;
            running = true;
        }
        if (start) {
            worker.schedule(this::run);
        }
        return true;
    }

    /** Ends the phase as soon as everything that was queued is done. */
    public void loggedIn() {
        synchronized (tasks) {
            loggedIn = true;
            over = !running && tasks.isEmpty();
        }
    }

    private void run() {
        for (Task task = next(); task != null; task = next()) {
            task.work.run();
        }
    }

    private @Nullable Task next() {
        boolean resume = false;
        Task task;
        synchronized (tasks) {
            task = tasks.poll();
            if (task == null) {
                running = false;
                over = loggedIn;
            } else {
                queuedBytes -= task.bytes;
            }
            if (paused && queuedBytes <= MOST_BYTES_QUEUED / 2) {
                paused = false;
                resume = true;
            }
        }
        if (resume) {
            stream.resumeReads();
        }
        return task;
    }
}
