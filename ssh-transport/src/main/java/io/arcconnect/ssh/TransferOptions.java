package io.arcconnect.ssh;

import io.arcconnect.ssh.internal.files.TransferOrder;
import io.arcconnect.ssh.internal.sftp.TransferPlan;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * How files are carried. Immutable; each method returns new options.
 *
 * <p>Unless told otherwise, a file is written under another name beside its place and renamed when it is complete: nobody sees
 * half a file under the final name, neither after a failure nor after a cancel. Where the server has no
 * {@code posix-rename@openssh.com} the old file is moved aside first, so that for a moment there is none.
 */
public final class TransferOptions {

    private static final int DEFAULT_FILES_AT_ONCE = 32;
    private static final int MOST_FILES_AT_ONCE = 256;

    private static final TransferOptions DEFAULTS =
            new TransferOptions(false, false, false, false, false, false, DEFAULT_FILES_AT_ONCE, TransferOrder.NOBODY);

    private final boolean inPlace;
    private final boolean resume;
    private final boolean verify;
    private final boolean keep;
    private final boolean links;
    private final boolean sync;
    private final int filesAtOnce;
    private final Consumer<TransferProgress> progress;

    private TransferOptions(
            boolean inPlace,
            boolean resume,
            boolean verify,
            boolean keep,
            boolean links,
            boolean sync,
            int filesAtOnce,
            Consumer<TransferProgress> progress) {
        this.inPlace = inPlace;
        this.resume = resume;
        this.verify = verify;
        this.keep = keep;
        this.links = links;
        this.sync = sync;
        this.filesAtOnce = filesAtOnce;
        this.progress = progress;
    }

    /** {@return complete or not at all, from the beginning, not verified, with the permissions and times of new files} */
    public static TransferOptions defaults() {
        return DEFAULTS;
    }

    /**
     * Writes straight to the final name, for directories in which nothing may be created. What a failure leaves is half a file.
     *
     * @return new options
     */
    public TransferOptions inPlace() {
        return new TransferOptions(true, resume, verify, keep, links, sync, filesAtOnce, progress);
    }

    /**
     * Keeps an incomplete file for the next try, beside its place as {@code .name.arcconnect.part}, and goes on with one that
     * is there: behind it when its last 256 KiB are those of the source, else from the beginning. A complete file of the same
     * size and time of modification is taken for the same; hence the source's time is kept. One transfer to a name at a time.
     *
     * @return new options
     */
    public TransferOptions resume() {
        return new TransferOptions(inPlace, true, verify, keep, links, sync, filesAtOnce, progress);
    }

    /**
     * Compares the SHA-256 of both files before the final name is given, else fails with {@code sftp.verification_failed}. The
     * machine computes it with {@code sha256sum}, on Windows with {@code Get-FileHash}, where it runs commands for the user;
     * else, and when it says another, the file is read back. {@link Transfer} counts which.
     *
     * @return new options
     */
    public TransferOptions verify() {
        return new TransferOptions(inPlace, resume, true, keep, links, sync, filesAtOnce, progress);
    }

    /**
     * Keeps the permissions and the time of modification of the source, as far as both systems have them.
     *
     * @return new options
     */
    public TransferOptions keepAttributes() {
        return new TransferOptions(inPlace, resume, verify, true, links, sync, filesAtOnce, progress);
    }

    /**
     * Makes the symbolic links of a tree again, after everything else. By default they are left out and named in
     * {@link Transfer#skipped()}. Of a download only links that stay in the tree are made.
     *
     * @return new options
     */
    public TransferOptions copyLinks() {
        return new TransferOptions(inPlace, resume, verify, keep, true, sync, filesAtOnce, progress);
    }

    /**
     * Brings each file to the disk before it has its final name: with {@code fsync@openssh.com} where the server knows it. It
     * makes many small files slow.
     *
     * @return new options
     */
    public TransferOptions syncToDisk() {
        return new TransferOptions(inPlace, resume, verify, keep, links, true, filesAtOnce, progress);
    }

    /**
     * Sets how many files of a tree are carried at once, which hides the way's delay. Default 32.
     *
     * @param count 1 to 256
     * @return new options
     * @throws IllegalArgumentException when out of range
     */
    public TransferOptions filesAtOnce(int count) {
        if (count < 1 || count > MOST_FILES_AT_ONCE) {
            throw new IllegalArgumentException("filesAtOnce must be 1 to " + MOST_FILES_AT_ONCE + ", got " + count);
        }
        return new TransferOptions(inPlace, resume, verify, keep, links, sync, count, progress);
    }

    /**
     * Tells how far it is: the latest state, one call at a time, on a library thread that may block. While a call runs, states
     * are left out, never the last of a transfer. What the listener throws fails the transfer at its end.
     *
     * @param listener is told
     * @return new options
     */
    public TransferOptions onProgress(Consumer<TransferProgress> listener) {
        return new TransferOptions(
                inPlace, resume, verify, keep, links, sync, filesAtOnce, Objects.requireNonNull(listener, "listener"));
    }

    TransferOrder order() {
        return new TransferOrder(new TransferPlan(inPlace, resume, verify, keep, links, sync, filesAtOnce), progress);
    }
}
