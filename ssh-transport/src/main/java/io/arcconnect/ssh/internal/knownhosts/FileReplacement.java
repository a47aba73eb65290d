package io.arcconnect.ssh.internal.knownhosts;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.UUID;

/**
 * Writes a text in place of a file's: beside it first, then renamed over it, with the old one's owner and mode; a file that
 * was not there is readable by its owner only. Where the directory allows no such thing, such as around a single file that is
 * mounted into a container, or the owner cannot be kept, the file itself is written.
 */
final class FileReplacement {

    private final Path file;

    private FileReplacement(Path file) {
        this.file = file;
    }

    static FileReplacement of(Path file) {
        return new FileReplacement(file);
    }

    /** The mode that a new file begins with, where files have modes. */
    static FileAttribute<?>[] onlyOwner(Path path, String mode) {
        boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))}
                : new FileAttribute<?>[0];
    }

    void write(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        Path beside = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID());
        try {
            store(beside, bytes, StandardOpenOption.CREATE_NEW);
        } catch (IOException e) {
            // Where there is no room for the new text beside the old one, there may be none in its place either.
            if (Files.deleteIfExists(beside)) {
                throw e;
            }
            writeInPlace(bytes, e);
            return;
        }
        try {
            keepOwnerAndMode(beside);
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException notReplaceable) {
            Files.deleteIfExists(beside);
            writeInPlace(bytes, notReplaceable);
        }
    }

    private void writeInPlace(byte[] bytes, IOException notReplaceable) throws IOException {
        try {
            store(file, bytes, StandardOpenOption.WRITE);
        } catch (IOException e) {
            e.addSuppressed(notReplaceable);
            throw e;
        }
    }

    private static void store(Path target, byte[] bytes, StandardOpenOption how) throws IOException {
        try (FileChannel channel =
                FileChannel.open(target, EnumSet.of(StandardOpenOption.WRITE, how), onlyOwner(target, "rw-------"))) {
            ByteBuffer rest = ByteBuffer.wrap(bytes);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.truncate(bytes.length); // last, so that a failure leaves what was there
            channel.force(true);
        }
    }

    private void keepOwnerAndMode(Path beside) throws IOException {
        PosixFileAttributeView old = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (old == null || !Files.exists(file)) {
            return;
        }
        PosixFileAttributes wanted = old.readAttributes();
        PosixFileAttributeView view = Files.getFileAttributeView(beside, PosixFileAttributeView.class);
        PosixFileAttributes given = view.readAttributes();
        if (!wanted.owner().equals(given.owner())) {
            view.setOwner(wanted.owner());
        }
        if (!wanted.group().equals(given.group())) {
            view.setGroup(wanted.group());
        }
        view.setPermissions(wanted.permissions());
    }
}
