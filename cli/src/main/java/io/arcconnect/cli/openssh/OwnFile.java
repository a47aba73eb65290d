package io.arcconnect.cli.openssh;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileOwnerAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;

/** A file that only its owner may read, and that readers see as it was or as it is, never in between. */
public final class OwnFile {

    private final Path path;

    /**
     * Names one.
     *
     * @param path where; a link stays, and what it points to is written
     */
    public OwnFile(Path path) {
        this.path = path;
    }

    /**
     * Reads it.
     *
     * @return its text, byte by byte as ISO-8859-1, so that nothing is lost; empty when it is missing
     * @throws IOException when it cannot be read
     */
    String bytesAsText() throws IOException {
        return Files.exists(path) ? Files.readString(path, StandardCharsets.ISO_8859_1) : "";
    }

    /**
     * Writes it, and the folder around it where that is missing.
     *
     * @param bytes all of it
     * @throws IOException when it cannot be written; then it is as it was
     */
    public void write(byte[] bytes) throws IOException {
        Path file = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
        Path folder = folderOf(file);
        Path beside = folder.resolve("." + file.getFileName() + "." + UUID.randomUUID());
        try {
            Files.createFile(beside, mode(beside, "rw-------"));
            Files.write(beside, bytes, StandardOpenOption.WRITE);
            keepOwner(file, beside);
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    /**
     * Makes the folder of a file, for its owner only, where it is missing.
     *
     * @param file absolute
     * @return the folder
     * @throws IOException when it cannot be made
     */
    public static Path folderOf(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException(file + " is a directory");
        }
        return Files.isDirectory(folder) ? folder : Files.createDirectories(folder, mode(folder, "rwx------"));
    }

    /** An administrator may write the file of somebody else, who goes on to need it. */
    private static void keepOwner(Path old, Path replacement) throws IOException {
        FileOwnerAttributeView view = Files.getFileAttributeView(replacement, FileOwnerAttributeView.class);
        if (view != null && Files.exists(old)) {
            var owner = Files.getOwner(old, LinkOption.NOFOLLOW_LINKS);
            if (!owner.equals(view.getOwner())) {
                view.setOwner(owner);
            }
        }
    }

    private static FileAttribute<?>[] mode(Path near, String permissions) {
        boolean posix = near.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
