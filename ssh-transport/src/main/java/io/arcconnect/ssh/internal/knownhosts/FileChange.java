package io.arcconnect.ssh.internal.knownhosts;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One change of a small text file that several processes may want to change, under a lock. The lock is a file beside it,
 * because the file itself may be replaced. Lines are added at the end, as OpenSSH's ssh adds its own without any lock; for
 * anything else the file is replaced, so that every reader sees the old one or the new one.
 */
final class FileChange {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofMillis(10);

    /** As many as Linux follows. */
    private static final int MOST_LINKS = 40;

    /** What becomes of the file. */
    @FunctionalInterface
    private interface Writing {
        void write(Path file) throws IOException;
    }

    /** What a change comes to: writing, if any, and what to tell whoever asked. */
    static final class Outcome<T> {

        private final Optional<Writing> writing;
        private final T value;

        private Outcome(Optional<Writing> writing, T value) {
            this.writing = writing;
            this.value = value;
        }
    }

    /** Looks at the file, under the lock, and says what becomes of it. */
    @FunctionalInterface
    interface Decision<T> {
        Outcome<T> decide() throws IOException;
    }

    private final Path file;
    private final Path lock;

    private FileChange(Path file) {
        this.file = file;
        this.lock = file.resolveSibling(file.getFileName() + ".lock");
    }

    /** A change of the file, or of what a link of that name points to, so that the link stays. */
    static FileChange of(Path path) throws IOException {
        Path absolute = path.toAbsolutePath();
        Path parent = absolute.getParent();
        if (parent != null && !Files.exists(parent)) {
            Files.createDirectories(parent, FileReplacement.onlyOwner(parent, "rwx------"));
        }
        return new FileChange(Files.exists(absolute) ? absolute.toRealPath() : linkTarget(absolute));
    }

    /** A link, or several, may point to a file that has yet to come. */
    private static Path linkTarget(Path absolute) throws IOException {
        Path target = absolute;
        for (int i = 0; i < MOST_LINKS && Files.isSymbolicLink(target); i++) {
            target = target.resolveSibling(Files.readSymbolicLink(target));
        }
        return target;
    }

    static <T> Outcome<T> nothing(T value) {
        return new Outcome<>(Optional.empty(), value);
    }

    static <T> Outcome<T> to(String text, T value) {
        return new Outcome<>(Optional.of(file -> FileReplacement.of(file).write(text)), value);
    }

    static <T> Outcome<T> adding(String lines, T value) {
        return new Outcome<>(Optional.of(file -> FileAddition.to(file).write(lines)), value);
    }

    <T> T make(Decision<T> decision) throws IOException {
        if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException(file + " is a directory");
        }
        try (FileChannel channel = FileChannel.open(
                        lock,
                        EnumSet.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                        FileReplacement.onlyOwner(lock, "rw-------"));
                FileLock held = hold(channel)) {
            Outcome<T> outcome = decision.decide();
            if (outcome.writing.isPresent() && held.isValid()) {
                outcome.writing.get().write(file);
            }
            return outcome.value;
        }
    }

    /** Waits with bounds: another process may have been stopped in the middle of its change. */
    private FileLock hold(FileChannel channel) throws IOException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (System.nanoTime() < deadline && !Thread.currentThread().isInterrupted()) {
            FileLock held = attempt(channel);
            if (held != null) {
                return held;
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
        throw new IOException("somebody else holds " + lock);
    }

    /** A lock is refused to another process, and to another thread of this one with an exception. */
    private static @Nullable FileLock attempt(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldHere) {
            return null;
        }
    }
}
