package io.arcconnect.testkit.internal.relay;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;

/** Takes the mask off a payload where it lies, eight bytes at a time (RFC 6455 section 5.3). */
final class Mask {

    private Mask() {}

    /**
     * Takes the mask off.
     *
     * @param key of the frame
     * @param offset of the first byte in the frame's payload
     * @param bytes hold part of that payload, and are nobody else's
     * @param index where it begins
     * @param length how long it is
     */
    static void off(int key, long offset, ByteBuf bytes, int index, int length) {
        long from = offset;
        for (ByteBuffer part : bytes.nioBuffers(index, length)) {
            off(Integer.rotateLeft(key, (int) (from & 3) * Byte.SIZE), part);
            from += part.remaining();
        }
    }

    /** Through a view of longs in the machine's own order, as the library does. */
    private static void off(int key, ByteBuffer part) {
        int start = part.position();
        int length = part.remaining();
        LongBuffer longs = part.slice().order(ByteOrder.nativeOrder()).asLongBuffer();
        int ordered = ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN ? key : Integer.reverseBytes(key);
        long twice = (long) ordered << Integer.SIZE | (ordered & 0xFFFF_FFFFL);
        int eights = length / Long.BYTES;
        for (int i = 0; i < eights; i++) {
            longs.put(i, longs.get(i) ^ twice);
        }
        for (int i = eights * Long.BYTES; i < length; i++) {
            part.put(start + i, (byte) (part.get(start + i) ^ (key >>> (24 - (i & 3) * Byte.SIZE))));
        }
    }
}
