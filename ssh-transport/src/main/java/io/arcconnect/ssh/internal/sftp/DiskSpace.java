package io.arcconnect.ssh.internal.sftp;

/**
 * How full a file system is (OpenSSH's PROTOCOL file, section 4.4).
 *
 * @param total its size in bytes
 * @param free bytes that nobody has
 * @param available bytes that the user may still write
 */
public record DiskSpace(long total, long free, long available) {

    static DiskSpace read(PacketReader reader) throws SftpViolation {
        long block = reader.u64();
        long unit = reader.u64();
        long blocks = reader.u64();
        long free = reader.u64();
        long available = reader.u64();
        long size = unit > 0 ? unit : block;
        return new DiskSpace(size * blocks, size * free, size * available);
    }
}
