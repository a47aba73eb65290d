package io.arcconnect.ssh.internal.scp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A file on its way, beside its place until it is complete. Blocks. */
final class PartFile {

    private static final OpenOption[] NEW = {
        StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS
    };
    private static final OpenOption[] OVER = {
        StandardOpenOption.CREATE,
        StandardOpenOption.TRUNCATE_EXISTING,
        StandardOpenOption.WRITE,
        LinkOption.NOFOLLOW_LINKS
    };

    private static final FileAttribute<?> OWNERS_ALONE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path target;
    private final Path part;
    private final FileChannel file;
    private final long size;
    private final @Nullable Set<PosixFilePermission> replaced;
    private boolean isKept;
    private long there;

    private PartFile(Path target, Path part, FileChannel file, long size, @Nullable Set<PosixFilePermission> replaced) {
        this.target = target;
        this.part = part;
        this.file = file;
        this.size = size;
        this.replaced = replaced;
    }

    static PartFile create(Path target, long size, boolean inPlace) throws IOException {
        if (Files.exists(target)
                && Files.readAttributes(target, BasicFileAttributes.class).isOther()) {
            throw new FileSystemException(target.toString(), null, "a device, a pipe or a socket is not replaced");
        }
        Path part = inPlace
                ? target
                : target.resolveSibling(
                        "." + Long.toHexString(ThreadLocalRandom.current().nextLong()) + ".arcconnect.part");
        Set<PosixFilePermission> replaced = inPlace ? null : permissions(target);
        FileChannel file = replaced == null
                ? FileChannel.open(part, inPlace ? OVER : NEW)
                : FileChannel.open(part, Set.of(NEW), OWNERS_ALONE);
        return new PartFile(target, part, file, size, replaced);
    }

    /** {@return those of a file that will be replaced, where the system knows any} */
    private static @Nullable Set<PosixFilePermission> permissions(Path target) throws IOException {
        PosixFileAttributeView posix =
                Files.getFileAttributeView(target, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        return posix != null && Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)
                ? posix.readAttributes().permissions()
                : null;
    }

    Path target() {
        return target;
    }

    long size() {
        return size;
    }

    long write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            there += file.write(bytes);
        }
        return there;
    }

    void complete() throws IOException {
        file.close();
        if (part.equals(target)) {
            return;
        }
        if (replaced != null && !isKept) {
            Files.setPosixFilePermissions(part, replaced);
        }
        try {
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException rare) {
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    void keep(int mode, OptionalLong seconds) throws IOException {
        isKept = true;
        keep(part, mode, seconds);
    }

    void abandon() throws IOException {
        file.close();
        if (!part.equals(target)) {
            Files.deleteIfExists(part);
        }
    }

    /** Sets permissions, without those that lend the owner's rights to whoever runs it, and the time. */
    static void keep(Path path, int mode, OptionalLong seconds) throws IOException {
        PosixFileAttributeView posix =
                Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (posix != null) {
            posix.setPermissions(Modes.permissions(mode));
        }
        if (seconds.isPresent()) {
            Files.setLastModifiedTime(path, FileTime.from(seconds.getAsLong(), TimeUnit.SECONDS));
        }
    }
}
