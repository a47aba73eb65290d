package io.arcconnect.fake;

import io.arcconnect.ssh.SftpAttributes;
import io.arcconnect.ssh.SftpFileType;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** A file, a directory or a link that is only memory; guarded by whoever holds it. */
final class FakeFile {

    private static final int FILE_PERMISSIONS = 0644;
    private static final int DIRECTORY_PERMISSIONS = 0755;

    final SftpFileType type;
    final String target;
    byte[] bytes;
    int permissions;
    int uid;
    int gid;
    Instant accessed = Instant.EPOCH;
    Instant modified = Instant.EPOCH;

    private FakeFile(SftpFileType type, byte[] bytes, String target, int permissions) {
        this.type = type;
        this.bytes = bytes;
        this.target = target;
        this.permissions = permissions;
    }

    static FakeFile of(byte[] bytes) {
        return new FakeFile(SftpFileType.FILE, bytes.clone(), "", FILE_PERMISSIONS);
    }

    static FakeFile directory() {
        return new FakeFile(SftpFileType.DIRECTORY, new byte[0], "", DIRECTORY_PERMISSIONS);
    }

    static FakeFile link(String target) {
        return new FakeFile(SftpFileType.LINK, new byte[0], target, 0777);
    }

    boolean isDirectory() {
        return type == SftpFileType.DIRECTORY;
    }

    boolean isLink() {
        return type == SftpFileType.LINK;
    }

    /** Writes over a part, after zeros where there is nothing yet. */
    void write(long from, byte[] more) {
        int start = Math.toIntExact(from);
        bytes = Arrays.copyOf(bytes, Math.max(bytes.length, start + more.length));
        System.arraycopy(more, 0, bytes, start, more.length);
    }

    SftpAttributes attributes() {
        return new SftpAttributes(
                type,
                OptionalLong.of(isLink() ? target.length() : bytes.length),
                OptionalInt.of(permissions),
                OptionalInt.of(uid),
                OptionalInt.of(gid),
                Optional.of(accessed),
                Optional.of(modified));
    }
}
