package io.arcconnect.internal.relay;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;

/**
 * Writes WebSocket frames as a client does (RFC 6455, section 5.3): header, mask key, masked payload, in one pass from the
 * caller's buffer into the one that goes to the socket. The stock encoder masks in place and copies again, which costs as
 * much as the encryption (libraries.md 1).
 */
final class FrameWriter {

    /** Longest payload of one frame. A listener's reader may have a limit of 32 768 bytes (protocol.md 3.5). */
    static final int LONGEST_PAYLOAD = 32 * 1024;

    private static final int FINAL = 0x80;
    private static final int MASKED = 0x80;

    private FrameWriter() {}

    /** {@return how many bytes {@code payload} bytes become, cut into frames} */
    static int framedSize(int payload) {
        int whole = payload / LONGEST_PAYLOAD;
        int rest = payload % LONGEST_PAYLOAD;
        return whole * (LONGEST_PAYLOAD + headerSize(LONGEST_PAYLOAD)) + (rest == 0 ? 0 : rest + headerSize(rest));
    }

    /** Writes the payload as binary frames. The payload's position is left as it is. */
    static void binary(ByteBuffer payload, MaskKeys keys, ByteBuffer out) {
        ByteBuffer rest = payload.duplicate();
        while (rest.hasRemaining()) {
            int length = Math.min(LONGEST_PAYLOAD, rest.remaining());
            frame(FrameParser.BINARY, rest.slice(rest.position(), length), keys.next(), out);
            rest.position(rest.position() + length);
        }
    }

    /** Writes one frame with a payload of at most 65 535 bytes. */
    static void frame(int opcode, ByteBuffer payload, int key, ByteBuffer out) {
        int length = payload.remaining();
        out.order(ByteOrder.BIG_ENDIAN);
        out.put((byte) (FINAL | opcode));
        if (length <= 125) {
            out.put((byte) (MASKED | length));
        } else {
            out.put((byte) (MASKED | 126)).putShort((short) length);
        }
        out.putInt(key);
        mask(payload, key, out);
    }

    private static int headerSize(int payload) {
        return payload <= 125 ? 6 : 8;
    }

    /** Through views of longs in the machine's own order, which every JIT compiler makes wide instructions of. */
    private static void mask(ByteBuffer payload, int key, ByteBuffer out) {
        LongBuffer from = payload.slice().order(ByteOrder.nativeOrder()).asLongBuffer();
        LongBuffer to = out.slice().order(ByteOrder.nativeOrder()).asLongBuffer();
        int key4 = ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN ? key : Integer.reverseBytes(key);
        long key8 = (long) key4 << 32 | (key4 & 0xFFFF_FFFFL);
        int eights = payload.remaining() / Long.BYTES;
        for (int i = 0; i < eights; i++) {
            to.put(i, from.get(i) ^ key8);
        }
        int start = payload.position();
        int at = out.position();
        int length = payload.remaining();
        for (int i = eights * Long.BYTES; i < length; i++) {
            out.put(at + i, (byte) (payload.get(start + i) ^ (key >>> (24 - (i & 3) * 8))));
        }
        out.position(at + length);
    }

    /** Where mask keys come from. RFC 6455, section 10.3 wants them unpredictable to whoever chooses the payload. */
    @FunctionalInterface
    interface MaskKeys {

        /** {@return the next key} */
        int next();
    }
}
