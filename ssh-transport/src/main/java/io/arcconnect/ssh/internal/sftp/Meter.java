package io.arcconnect.ssh.internal.sftp;

import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what a transfer has carried, and tells it. Safe to use from any thread. */
public final class Meter {

    /** Gets every change. It must be fast and must not block. */
    @FunctionalInterface
    public interface Teller {

        /**
         * Something was carried.
         *
         * @param file which
         * @param fileBytes how much of it is there
         * @param fileSize how much there will be
         * @param meter all counts
         */
        void tell(String file, long fileBytes, OptionalLong fileSize, Meter meter);
    }

    private final Teller teller;
    private final AtomicLong files = new AtomicLong();
    private final AtomicLong unchanged = new AtomicLong();
    private final AtomicLong directories = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong resumed = new AtomicLong();
    private final AtomicLong digested = new AtomicLong();
    private final AtomicLong readBack = new AtomicLong();
    private final ConcurrentLinkedQueue<String> skipped = new ConcurrentLinkedQueue<>();

    /**
     * Starts at nothing.
     *
     * @param teller is told
     */
    public Meter(Teller teller) {
        this.teller = teller;
    }

    /** One file's progress. */
    final class File {

        private final String name;
        private final long size;
        private final AtomicLong there = new AtomicLong();

        private File(String name, long size) {
            this.name = name;
            this.size = size;
        }

        void resumedAt(long count) {
            resumed.addAndGet(count);
            tell(there.addAndGet(count));
        }

        void carried(int count) {
            bytes.addAndGet(count);
            tell(there.addAndGet(count));
        }

        void done() {
            files.incrementAndGet();
            tell(there.get());
        }

        void unchanged() {
            unchanged.incrementAndGet();
            tell(size);
        }

        private void tell(long count) {
            teller.tell(name, count, OptionalLong.of(size), Meter.this);
        }
    }

    File file(String name, long size) {
        return new File(name, size);
    }

    void madeDirectory() {
        directories.incrementAndGet();
    }

    void leftOut(String path) {
        skipped.add(path);
    }

    void digested() {
        digested.incrementAndGet();
    }

    void readBack() {
        readBack.incrementAndGet();
    }

    /** {@return files that were carried to their end} */
    public long files() {
        return files.get();
    }

    /** {@return files that were there already} */
    public long unchangedFiles() {
        return unchanged.get();
    }

    /** {@return directories of a tree} */
    public long directories() {
        return directories.get();
    }

    /** {@return bytes of files that went over the connection} */
    public long bytes() {
        return bytes.get();
    }

    /** {@return bytes that were there from an earlier try} */
    public long resumedBytes() {
        return resumed.get();
    }

    /** {@return files whose SHA-256 the machine has computed} */
    public long digestedFiles() {
        return digested.get();
    }

    /** {@return files that were read back for their SHA-256} */
    public long readBackFiles() {
        return readBack.get();
    }

    /** {@return what was neither file nor directory and was left out} */
    public List<String> skipped() {
        return List.copyOf(skipped);
    }
}
