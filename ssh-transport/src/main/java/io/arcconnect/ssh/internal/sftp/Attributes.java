package io.arcconnect.ssh.internal.sftp;

import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What a server tells of a file, or is told (draft-ietf-secsh-filexfer-02, section 5). Empty is what was not told.
 *
 * @param size in bytes
 * @param uid the owner's number
 * @param gid the group's number
 * @param mode type and permissions, as POSIX has them
 * @param accessed seconds since 1970
 * @param modified seconds since 1970
 */
public record Attributes(
        OptionalLong size,
        OptionalInt uid,
        OptionalInt gid,
        OptionalInt mode,
        OptionalLong accessed,
        OptionalLong modified) {

    /** Tells, and changes, nothing. */
    public static final Attributes NONE = new Attributes(
            OptionalLong.empty(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            OptionalLong.empty(),
            OptionalLong.empty());

    private static final int SIZE = 1;
    private static final int OWNERS = 2;
    private static final int PERMISSIONS = 4;
    private static final int TIMES = 8;
    private static final int EXTENDED = 0x8000_0000;
    private static final int TYPE = 0170000;

    /**
     * Sets the size.
     *
     * @param bytes the size
     * @return other attributes
     */
    public Attributes withSize(long bytes) {
        return new Attributes(OptionalLong.of(bytes), uid, gid, mode, accessed, modified);
    }

    /**
     * Sets the permissions.
     *
     * @param permissions the lower 12 bits
     * @return other attributes
     */
    public Attributes withPermissions(int permissions) {
        return new Attributes(size, uid, gid, OptionalInt.of(permissions & 07777), accessed, modified);
    }

    /**
     * Sets the owners.
     *
     * @param newUid the owner's number
     * @param newGid the group's number
     * @return other attributes
     */
    public Attributes withOwners(int newUid, int newGid) {
        return new Attributes(size, OptionalInt.of(newUid), OptionalInt.of(newGid), mode, accessed, modified);
    }

    /**
     * Sets both times, which the protocol has together only.
     *
     * @param newAccessed seconds since 1970
     * @param newModified seconds since 1970
     * @return other attributes
     */
    public Attributes withTimes(long newAccessed, long newModified) {
        return new Attributes(size, uid, gid, mode, OptionalLong.of(newAccessed), OptionalLong.of(newModified));
    }

    Attributes withoutPermissions() {
        return new Attributes(size, uid, gid, OptionalInt.empty(), accessed, modified);
    }

    Attributes withoutTimes() {
        return new Attributes(size, uid, gid, mode, OptionalLong.empty(), OptionalLong.empty());
    }

    /** {@return the lower 12 bits of the mode} */
    public OptionalInt permissions() {
        return mode.isPresent() ? OptionalInt.of(mode.getAsInt() & 07777) : OptionalInt.empty();
    }

    /** {@return whether it is known to be a directory} */
    public boolean isDirectory() {
        return isOfType(0040000);
    }

    /** {@return whether it is known to be a regular file} */
    public boolean isRegular() {
        return isOfType(0100000);
    }

    /** {@return whether it is known to be a symbolic link} */
    public boolean isLink() {
        return isOfType(0120000);
    }

    /** {@return whether the server said what kind of file it is} */
    public boolean hasType() {
        return mode.isPresent() && (mode.getAsInt() & TYPE) != 0;
    }

    private boolean isOfType(int type) {
        return mode.isPresent() && (mode.getAsInt() & TYPE) == type;
    }

    static Attributes read(PacketReader reader) throws SftpViolation {
        int flags = reader.u32();
        Attributes read = NONE;
        if ((flags & SIZE) != 0) {
            read = read.withSize(Math.max(0, reader.u64()));
        }
        if ((flags & OWNERS) != 0) {
            read = read.withOwners(reader.u32(), reader.u32());
        }
        if ((flags & PERMISSIONS) != 0) {
            read = new Attributes(
                    read.size, read.uid, read.gid, OptionalInt.of(reader.u32()), read.accessed, read.modified);
        }
        if ((flags & TIMES) != 0) {
            read = read.withTimes(reader.unsigned32(), reader.unsigned32());
        }
        if ((flags & EXTENDED) != 0) {
            skipExtended(reader);
        }
        return read;
    }

    private static void skipExtended(PacketReader reader) throws SftpViolation {
        long count = reader.unsigned32();
        for (long i = 0; i < count; i++) {
            var unusedName = reader.slice();
            var unusedValue = reader.slice();
        }
    }

    void write(PacketWriter writer) {
        boolean owners = uid.isPresent() && gid.isPresent();
        boolean times = accessed.isPresent() && modified.isPresent();
        writer.u32((size.isPresent() ? SIZE : 0)
                | (owners ? OWNERS : 0)
                | (mode.isPresent() ? PERMISSIONS : 0)
                | (times ? TIMES : 0));
        size.ifPresent(writer::u64);
        if (owners) {
            writer.u32(uid.getAsInt()).u32(gid.getAsInt());
        }
        mode.ifPresent(writer::u32);
        if (times) {
            writer.u32((int) accessed.getAsLong()).u32((int) modified.getAsLong());
        }
    }
}
