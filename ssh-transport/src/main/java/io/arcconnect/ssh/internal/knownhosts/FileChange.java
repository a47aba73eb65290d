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
 * One change of a small text file that several processes may want to change: under a lock, and so that every reader sees the
 * old file or the new one. The lock is a file beside it, because the file itself is replaced.
 */
final class FileChange {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofMillis(10);

    /** What a change comes to: another text, if any, and what to tell whoever asked. */
    record Outcome<T>(Optional<String> text, T value) {}

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

    /** A link may point to a file that has yet to come. */
    private static Path linkTarget(Path absolute) throws IOException {
        return Files.isSymbolicLink(absolute) ? absolute.resolveSibling(Files.readSymbolicLink(absolute)) : absolute;
    }

    static <T> Outcome<T> nothing(T value) {
        return new Outcome<>(Optional.empty(), value);
    }

    static <T> Outcome<T> to(String text, T value) {
        return new Outcome<>(Optional.of(text), value);
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
            if (outcome.text().isPresent() && held.isValid()) {
                FileReplacement.of(file).write(outcome.text().get());
            }
            return outcome.value();
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
