package io.arcconnect.cli.options;

import io.arcconnect.cli.console.Surroundings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Where host keys are kept when nobody says: {@code ~/.arcconnect/known_hosts}, the same on every system. It is not OpenSSH's
 * own file, because its lines name resource ids.
 */
public final class KnownHostsPlace {

    private KnownHostsPlace() {}

    /**
     * Names the file, and makes its folder, for its owner only, where that is missing.
     *
     * @param around tells whose home
     * @return the file, which may not exist
     */
    public static Path usual(Surroundings around) {
        Path folder = around.home().resolve(".arcconnect");
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder, ownerOnly());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + folder + ", where host keys are kept: " + e, e);
        }
        return folder.resolve("known_hosts");
    }

    private static FileAttribute<?>[] ownerOnly() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }
}
