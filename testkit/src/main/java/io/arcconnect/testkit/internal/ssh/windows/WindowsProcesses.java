package io.arcconnect.testkit.internal.ssh.windows;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The processes of one machine that can be killed by their number. */
final class WindowsProcesses {

    private final Map<Integer, Thread> running = new ConcurrentHashMap<>();

    /** Multiples of four, as Windows counts (observed by many). */
    private final AtomicInteger last = new AtomicInteger(4_000);

    /** Begins one on this thread. */
    int begin() {
        int id = last.addAndGet(4);
        running.put(id, Thread.currentThread());
        return id;
    }

    void end(int id) {
        running.remove(id);
    }

    /** Whether it was killed before it came to its end. */
    boolean wasKilled(int id) {
        return !running.containsKey(id);
    }

    boolean kill(int id) {
        Optional<Thread> thread = Optional.ofNullable(running.remove(id));
        thread.ifPresent(Thread::interrupt);
        return thread.isPresent();
    }
}
