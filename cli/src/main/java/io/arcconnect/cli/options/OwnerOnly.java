package io.arcconnect.cli.options;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** Files that nobody but their owner may read. Where the system has no such permissions (Windows), folders see to it. */
public final class OwnerOnly {

    private static final Set<PosixFilePermission> OTHERS = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    private OwnerOnly() {}

    /**
     * Reads a secret.
     *
     * @param file which only its owner may read and write
     * @param what it is, for the message
     * @return its text, without white space around it
     * @throws IOException when it cannot be read, or others may
     */
    public static String read(Path file, String what) throws IOException {
        if (isPosix() && Files.exists(file)) {
            Set<PosixFilePermission> there = EnumSet.copyOf(Files.getPosixFilePermissions(file));
            there.retainAll(OTHERS);
            if (!there.isEmpty()) {
                throw new IOException("others may read or change the " + what + " " + file + "; chmod 600 it");
            }
        }
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).strip();
    }

    /**
     * Writes a file that is not there yet.
     *
     * @param file new
     * @param text all of it
     * @return the file
     * @throws IOException when it cannot be written, or is there
     */
    public static Path write(Path file, String text) throws IOException {
        return Files.writeString(Files.createFile(file, attributes("rw-------")), text);
    }

    /**
     * Says what a new file is made with.
     *
     * @param permissions such as {@code rw-------}
     * @return what Java's methods take
     */
    public static FileAttribute<?>[] attributes(String permissions) {
        return isPosix()
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private static boolean isPosix() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    }
}
