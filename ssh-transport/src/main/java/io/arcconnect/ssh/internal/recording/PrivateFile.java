package io.arcconnect.ssh.internal.recording;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** A new file that only its owner may read. */
public final class PrivateFile {

    private PrivateFile() {}

    /**
     * Creates it with the permissions 0600; without POSIX permissions it inherits its folder's.
     *
     * @param file must not exist
     * @return its content. Not a channel's, which a thread that is interrupted would close
     * @throws IOException when it exists or cannot be created
     */
    public static OutputStream create(Path file) throws IOException {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] attributes = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        Files.createFile(file, attributes);
        return new FileOutputStream(file.toFile());
    }
}
