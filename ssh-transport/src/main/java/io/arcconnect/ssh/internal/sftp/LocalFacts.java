package io.arcconnect.ssh.internal.sftp;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * What is known of a file of this computer. All of it blocks.
 *
 * @param size in bytes
 * @param modified seconds since 1970
 * @param permissions the lower 9 bits, where the file system has them
 */
record LocalFacts(long size, long modified, OptionalInt permissions) {

    private static final PosixFilePermission[] FROM_THE_LOWEST = {
        PosixFilePermission.OTHERS_EXECUTE, PosixFilePermission.OTHERS_WRITE, PosixFilePermission.OTHERS_READ,
        PosixFilePermission.GROUP_EXECUTE, PosixFilePermission.GROUP_WRITE, PosixFilePermission.GROUP_READ,
        PosixFilePermission.OWNER_EXECUTE, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_READ
    };

    /** Looks at a regular file, through a link. */
    static LocalFacts of(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        if (!attributes.isRegularFile()) {
            throw new IOException(file + " is not a regular file");
        }
        return facts(file, attributes);
    }

    /** Looks at a directory. */
    static LocalFacts ofDirectory(Path directory) throws IOException {
        return facts(directory, Files.readAttributes(directory, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
    }

    private static LocalFacts facts(Path file, BasicFileAttributes attributes) throws IOException {
        OptionalInt permissions = hasPermissions() ? bits(Files.getPosixFilePermissions(file)) : OptionalInt.empty();
        return new LocalFacts(attributes.size(), attributes.lastModifiedTime().to(TimeUnit.SECONDS), permissions);
    }

    /** Gives a file what a server told of another one; never more than the owner's, group's and others' bits. */
    static void keep(Path file, Attributes attributes) throws IOException {
        if (attributes.modified().isPresent()) {
            FileTime time = FileTime.from(attributes.modified().getAsLong(), TimeUnit.SECONDS);
            Files.getFileAttributeView(file, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .setTimes(time, null, null);
        }
        if (attributes.permissions().isPresent() && hasPermissions()) {
            Files.getFileAttributeView(file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .setPermissions(permissions(attributes.permissions().getAsInt()));
        }
    }

    Attributes asAttributes() {
        Attributes times = Attributes.NONE.withTimes(modified, modified);
        return permissions.isPresent() ? times.withPermissions(permissions.getAsInt()) : times;
    }

    private static boolean hasPermissions() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    }

    private static OptionalInt bits(Set<PosixFilePermission> permissions) {
        int bits = 0;
        for (int bit = 0; bit < FROM_THE_LOWEST.length; bit++) {
            bits |= permissions.contains(FROM_THE_LOWEST[bit]) ? 1 << bit : 0;
        }
        return OptionalInt.of(bits);
    }

    private static Set<PosixFilePermission> permissions(int bits) {
        Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
        for (int bit = 0; bit < FROM_THE_LOWEST.length; bit++) {
            if ((bits & (1 << bit)) != 0) {
                permissions.add(FROM_THE_LOWEST[bit]);
            }
        }
        return permissions;
    }
}
