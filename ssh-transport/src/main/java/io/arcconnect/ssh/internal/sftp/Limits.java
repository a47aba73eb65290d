package io.arcconnect.ssh.internal.sftp;

import java.nio.ByteBuffer;

/**
 * How much one request may carry (OpenSSH's PROTOCOL file, section 4.8).
 *
 * @param read bytes of one READ
 * @param write bytes of one WRITE
 */
record Limits(int read, int write) {

    /** What every server takes (draft-ietf-secsh-filexfer-02, section 3). */
    static final Limits COMMON = new Limits(32 * 1024, 32 * 1024);

    /** What OpenSSH takes, and asks for itself. */
    static final int LARGEST = 255 * 1024;

    private static final int SMALLEST = 1024;

    /** {@return what a server told, or what every server takes when that is unreadable} */
    static Limits orCommon(ByteBuffer body) {
        try {
            return read(body);
        } catch (SftpViolation unreadable) {
            return COMMON;
        }
    }

    static Limits read(ByteBuffer body) throws SftpViolation {
        PacketReader reader = new PacketReader(body);
        long packet = reader.u64();
        return new Limits(sensible(reader.u64(), packet), sensible(reader.u64(), packet));
    }

    /** A limit of 0 is one that the server does not tell. */
    private static int sensible(long limit, long packet) {
        if (limit <= 0) {
            return COMMON.read();
        }
        long most = packet > 2048 ? Math.min(limit, packet - 1024) : limit;
        return (int) Math.max(SMALLEST, Math.min(LARGEST, most));
    }
}
