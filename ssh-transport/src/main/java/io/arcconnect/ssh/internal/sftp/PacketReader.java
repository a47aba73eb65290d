package io.arcconnect.ssh.internal.sftp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Reads one packet, whose length field is gone already. Whatever does not fit is an {@link SftpViolation}. */
final class PacketReader {

    private final ByteBuffer packet;

    PacketReader(ByteBuffer packet) {
        this.packet = packet;
    }

    int u8() throws SftpViolation {
        need(1);
        return packet.get() & 0xff;
    }

    int u32() throws SftpViolation {
        need(4);
        return packet.getInt();
    }

    long unsigned32() throws SftpViolation {
        return Integer.toUnsignedLong(u32());
    }

    /** {@return a number that nothing here needs beyond 2^63} */
    long u64() throws SftpViolation {
        need(8);
        return packet.getLong();
    }

    /** {@return what a string holds, without copying} */
    ByteBuffer slice() throws SftpViolation {
        int length = u32();
        need(length);
        ByteBuffer slice = packet.slice(packet.position(), length);
        packet.position(packet.position() + length);
        return slice;
    }

    byte[] bytes() throws SftpViolation {
        ByteBuffer slice = slice();
        byte[] copy = new byte[slice.remaining()];
        slice.get(copy);
        return copy;
    }

    /** {@return a text; bytes that are not UTF-8 become U+FFFD} */
    String text() throws SftpViolation {
        return StandardCharsets.UTF_8.decode(slice()).toString();
    }

    boolean hasMore() {
        return packet.hasRemaining();
    }

    ByteBuffer rest() {
        return packet.slice();
    }

    private void need(int count) throws SftpViolation {
        if (count < 0 || packet.remaining() < count) {
            throw new SftpViolation("a packet of the server is shorter than it says");
        }
    }
}
