package io.arcconnect.testkit.internal.relay;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;

/** The head of a frame to a client, written right before a payload that {@link AgentReads} has left room for. */
final class UnmaskedHead {

    /** As long as the head of a payload of 32 KiB is. */
    static final int ROOM = 4;

    private static final int BINARY = 0x82;
    private static final int LONGEST_SHORT = 125;
    private static final int LENGTH_FOLLOWS = 126;

    private UnmaskedHead() {}

    /** {@return the same bytes as a binary frame: as plain bytes, which encoders let pass, where there is room} */
    static Object before(ByteBuf payload) {
        int length = payload.readableBytes();
        int size = length <= LONGEST_SHORT ? 2 : 4;
        int start = payload.readerIndex() - size;
        if (start < 0 || length > 0xFFFF) {
            return new BinaryWebSocketFrame(payload);
        }
        payload.setByte(start, BINARY);
        if (size == 2) {
            payload.setByte(start + 1, length);
        } else {
            payload.setByte(start + 1, LENGTH_FOLLOWS).setShort(start + 2, length);
        }
        return payload.readerIndex(start);
    }
}
