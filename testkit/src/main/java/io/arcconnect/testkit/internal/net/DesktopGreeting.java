package io.arcconnect.testkit.internal.net;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * What a remote desktop answers to the first packet of a client, and nothing more: a connection request (MS-RDPBCGR 2.2.1.1)
 * is confirmed as xrdp 0.9.21 does (2.2.1.2, TLS selected; observed), and everything else is sent back. Pure, for one
 * connection.
 */
public final class DesktopGreeting {

    private static final byte[] CONFIRM = HexFormat.of().parseHex("030000130ed000001234000201080001000000");
    private static final int SHORTEST = 11;
    private static final int LONGEST = 512;

    private ByteBuffer held = ByteBuffer.allocate(0);
    private boolean isOver;

    /**
     * Answers what has arrived.
     *
     * @param bytes which belong to the answer from now on
     * @return what to send; nothing while it may yet become a request
     */
    public ByteBuffer answer(ByteBuffer bytes) {
        if (isOver) {
            return bytes;
        }
        held = joined(held, bytes);
        int length = length();
        if (length > held.remaining()) {
            return ByteBuffer.allocate(0);
        }
        isOver = true;
        return length == 0 ? held : joined(ByteBuffer.wrap(CONFIRM), held.position(length));
    }

    /** {@return what to send when nothing more arrives} */
    public ByteBuffer rest() {
        return isOver ? ByteBuffer.allocate(0) : held;
    }

    /** {@return how long the request is, at least as far as can be told; 0 when it is none} */
    private int length() {
        int count = held.remaining();
        int length = count < 4 ? SHORTEST : (held.getShort(2) & 0xFFFF);
        boolean isRequest = (count < 1 || held.get(0) == 3)
                && (count < 2 || held.get(1) == 0)
                && length >= SHORTEST
                && length <= LONGEST
                && (count < 6 || (held.get(5) & 0xF0) == 0xE0);
        return isRequest ? length : 0;
    }

    private static ByteBuffer joined(ByteBuffer one, ByteBuffer other) {
        return ByteBuffer.allocate(one.remaining() + other.remaining())
                .put(one)
                .put(other)
                .flip();
    }
}
