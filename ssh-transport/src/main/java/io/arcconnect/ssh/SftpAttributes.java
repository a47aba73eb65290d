package io.arcconnect.ssh;

import io.arcconnect.ssh.internal.sftp.Attributes;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What a server tells of a file; empty is what it does not tell (draft-ietf-secsh-filexfer-02, section 5).
 *
 * @param type what kind of file
 * @param size in bytes
 * @param permissions the lower 12 bits, as {@code chmod} takes them in octal; on Windows what its server makes of them
 * @param uid the owner's number; without meaning on Windows
 * @param gid the group's number
 * @param accessed to the second
 * @param modified to the second
 */
public record SftpAttributes(
        SftpFileType type,
        OptionalLong size,
        OptionalInt permissions,
        OptionalInt uid,
        OptionalInt gid,
        Optional<Instant> accessed,
        Optional<Instant> modified) {

    static SftpAttributes of(Attributes told) {
        return new SftpAttributes(
                type(told),
                told.size(),
                told.permissions(),
                told.uid(),
                told.gid(),
                instant(told.accessed()),
                instant(told.modified()));
    }

    /** {@return whether it is known to be a directory} */
    public boolean isDirectory() {
        return type == SftpFileType.DIRECTORY;
    }

    private static SftpFileType type(Attributes told) {
        if (!told.hasType()) {
            return SftpFileType.UNKNOWN;
        }
        if (told.isRegular()) {
            return SftpFileType.FILE;
        }
        if (told.isDirectory()) {
            return SftpFileType.DIRECTORY;
        }
        return told.isLink() ? SftpFileType.LINK : SftpFileType.OTHER;
    }

    private static Optional<Instant> instant(OptionalLong seconds) {
        return seconds.isPresent() ? Optional.of(Instant.ofEpochSecond(seconds.getAsLong())) : Optional.empty();
    }
}
