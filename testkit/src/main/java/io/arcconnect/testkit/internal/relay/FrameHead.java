package io.arcconnect.testkit.internal.relay;

import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.nio.ByteBuffer;

/** The head of a frame from a client, taken byte by byte (RFC 6455 section 5.2). */
final class FrameHead {

    static final int CONTINUATION = 0x0;
    static final int BINARY = 0x2;
    static final int CLOSE = 0x8;
    static final int PING = 0x9;
    static final int PONG = 0xA;

    private static final int LONGEST = 14;
    private static final int LONGEST_CONTROL = 125;

    private final long largest;
    private final ByteBuffer held = ByteBuffer.allocate(LONGEST);
    private boolean inMessage;
    private int opcode;
    private long length;
    private int key;

    /** Makes one that reads the heads of one connection, for payloads of at most so many bytes. */
    FrameHead(long largest) {
        this.largest = largest;
        held.limit(2);
    }

    int opcode() {
        return opcode;
    }

    long length() {
        return length;
    }

    int key() {
        return key;
    }

    boolean isControl() {
        return (opcode & 0x8) != 0;
    }

    /** Takes a byte, and says whether it was the last one of a head; the next byte begins another. */
    boolean take(byte next) {
        held.put(next);
        if (held.position() == 2) {
            readOpcode(held.get(0) & 0xFF, held.get(1) & 0xFF);
        }
        if (held.hasRemaining()) {
            return false;
        }
        readLength(held.get(1) & 0x7F);
        held.position(0).limit(2);
        return true;
    }

    private void readOpcode(int first, int second) {
        boolean isFinal = (first & 0x80) != 0;
        int size = second & 0x7F;
        opcode = first & 0x0F;
        check((first & 0x70) == 0, "reserved bits are set though no extension was agreed");
        check((second & 0x80) != 0, "a frame of a client is not masked");
        if (isControl()) {
            check(opcode <= PONG, "unknown control opcode");
            check(isFinal && size <= LONGEST_CONTROL, "a control frame is fragmented or longer than 125 bytes");
            check(opcode != CLOSE || size != 1, "a close code of one byte");
        } else {
            check(opcode <= BINARY, "unknown opcode");
            check((opcode == CONTINUATION) == inMessage, "a message inside another, or a continuation of none");
            inMessage = !isFinal;
        }
        held.limit(size <= LONGEST_CONTROL ? 6 : size == 126 ? 8 : LONGEST);
    }

    private void readLength(int size) {
        length = size <= LONGEST_CONTROL ? size : size == 126 ? held.getShort(2) & 0xFFFF : held.getLong(2);
        key = held.getInt(held.limit() - Integer.BYTES);
        check(length >= 0, "a length with its highest bit set");
        check(size != 126 || length > LONGEST_CONTROL, "a length that would have fit the first two bytes");
        check(size != 127 || length > 0xFFFF, "a length that would have fit two bytes");
        if (length > largest) {
            throw new CorruptedWebSocketFrameException(
                    WebSocketCloseStatus.MESSAGE_TOO_BIG, "a frame of more than " + largest + " bytes");
        }
    }

    private static void check(boolean isSo, String otherwise) {
        if (!isSo) {
            throw new CorruptedWebSocketFrameException(WebSocketCloseStatus.PROTOCOL_ERROR, otherwise);
        }
    }
}
