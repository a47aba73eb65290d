package io.arcconnect.ssh.internal.sftp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes one packet, its length first (draft-ietf-secsh-filexfer-02, section 3). */
final class PacketWriter {

    private static final int LENGTH_FIELD = 4;

    private byte[] bytes;
    private int at = LENGTH_FIELD;

    private PacketWriter(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Begins a packet without an id. */
    static PacketWriter packet(int type) {
        return new PacketWriter(new byte[LENGTH_FIELD + 32]).u8(type);
    }

    /** Begins a request. */
    static PacketWriter request(int type, int id, int room) {
        return request(type, id, new byte[LENGTH_FIELD + room + 5]);
    }

    /** Begins a request in an array that is there. */
    static PacketWriter request(int type, int id, byte[] into) {
        return new PacketWriter(into).u8(type).u32(id);
    }

    PacketWriter u8(int value) {
        room(1);
        bytes[at++] = (byte) value;
        return this;
    }

    PacketWriter u32(int value) {
        return u8(value >>> 24).u8(value >>> 16).u8(value >>> 8).u8(value);
    }

    PacketWriter u64(long value) {
        return u32((int) (value >>> 32)).u32((int) value);
    }

    PacketWriter string(byte[] value) {
        u32(value.length);
        room(value.length);
        System.arraycopy(value, 0, bytes, at, value.length);
        at += value.length;
        return this;
    }

    PacketWriter text(String value) {
        return string(value.getBytes(StandardCharsets.UTF_8));
    }

    /** Copies the rest of the buffer, whose position is left as it is. */
    PacketWriter data(ByteBuffer value) {
        int length = value.remaining();
        u32(length);
        room(length);
        value.duplicate().get(bytes, at, length);
        at += length;
        return this;
    }

    /** Goes on behind bytes that are in their place already, but not their length. */
    PacketWriter dataInPlace(int length) {
        u32(length);
        at += length;
        return this;
    }

    PacketWriter attributes(Attributes attributes) {
        attributes.write(this);
        return this;
    }

    /** {@return the packet} */
    ByteBuffer bytes() {
        ByteBuffer packet = ByteBuffer.wrap(bytes, 0, at);
        packet.putInt(0, at - LENGTH_FIELD);
        return packet;
    }

    private void room(int more) {
        if (bytes.length - at < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, at + more));
        }
    }
}
