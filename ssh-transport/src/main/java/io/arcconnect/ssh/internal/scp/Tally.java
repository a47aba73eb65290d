package io.arcconnect.ssh.internal.scp;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what was carried. Safe to use from any thread. */
public final class Tally {

    /** Is told whenever something moved; must not block. */
    @FunctionalInterface
    public interface Listener {

        /**
         * A file moved on.
         *
         * @param path which, on this computer
         * @param there bytes of it so far
         * @param size bytes in all
         */
        void moved(Path path, long there, long size);
    }

    private final AtomicLong files = new AtomicLong();
    private final AtomicLong directories = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private final ConcurrentLinkedQueue<String> skipped = new ConcurrentLinkedQueue<>();
    private volatile Listener listener = (path, there, size) -> {};

    /**
     * Says who is told.
     *
     * @param newListener instead of nobody
     */
    public void listener(Listener newListener) {
        listener = newListener;
    }

    void moved(Path path, long there, long size, long more) {
        bytes.addAndGet(more);
        listener.moved(path, there, size);
    }

    void file(Path path, long size) {
        files.incrementAndGet();
        listener.moved(path, size, size);
    }

    void directory() {
        directories.incrementAndGet();
    }

    void skipped(String path) {
        skipped.add(path);
    }

    /** {@return complete files} */
    public long files() {
        return files.get();
    }

    /** {@return directories of trees} */
    public long directories() {
        return directories.get();
    }

    /** {@return bytes of files} */
    public long bytes() {
        return bytes.get();
    }

    /** {@return what was neither file nor directory} */
    public List<String> skipped() {
        return List.copyOf(skipped);
    }
}
