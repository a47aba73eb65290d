package io.arcconnect.internal.relay;

import java.nio.ByteBuffer;

/**
 * Reads WebSocket frames as a client does (RFC 6455, section 5). Payload of data frames is passed on as it comes, whatever
 * the frame's size, so nothing is gathered and no length is too long; only control frames, at most 125 bytes, are.
 */
final class FrameParser {

    static final int CONTINUATION = 0x0;
    static final int TEXT = 0x1;
    static final int BINARY = 0x2;
    static final int CLOSE = 0x8;
    static final int PING = 0x9;
    static final int PONG = 0xA;

    private static final int LONGEST_CONTROL_PAYLOAD = 125;

    /** Takes what the parser finds. */
    interface Frames {

        /** Part of a data frame's payload; a slice that is valid during the call only. */
        void data(ByteBuffer slice);

        /** A whole control frame. */
        void control(int opcode, byte[] payload);
    }

    private final byte[] header = new byte[10];
    private int headerLength;
    private int headerNeeds = 2;
    private boolean inPayload;
    private boolean inMessage;
    private int opcode;
    private long remaining;
    private byte[] control = new byte[0];
    private int controlLength;

    /** Reads everything between position and limit. After a violation the parser must not be used again. */
    void parse(ByteBuffer in, Frames out) throws FrameViolation {
        while (in.hasRemaining()) {
            if (!inPayload) {
                header[headerLength++] = in.get();
                if (headerLength == headerNeeds) {
                    readHeader(out);
                }
            } else if (isControl(opcode)) {
                readControl(in, out);
            } else {
                readData(in, out);
            }
        }
    }

    private void readHeader(Frames out) throws FrameViolation {
        if (headerLength == 2) {
            checkFirstTwoBytes();
            int shortLength = header[1] & 0x7F;
            if (shortLength > LONGEST_CONTROL_PAYLOAD) {
                headerNeeds = shortLength == 126 ? 4 : 10;
                return;
            }
            remaining = shortLength;
        } else {
            remaining = extendedLength();
        }
        headerLength = 0;
        headerNeeds = 2;
        startPayload(out);
    }

    private void checkFirstTwoBytes() throws FrameViolation {
        opcode = header[0] & 0x0F;
        boolean isFinal = (header[0] & 0x80) != 0;
        if ((header[0] & 0x70) != 0) {
            throw new FrameViolation("reserved bits are set though no extension was agreed");
        }
        if ((header[1] & 0x80) != 0) {
            throw new FrameViolation("a frame from the server is masked");
        }
        if (isControl(opcode)) {
            if (opcode > PONG) {
                throw new FrameViolation("unknown control opcode " + opcode);
            }
            if (!isFinal || (header[1] & 0x7F) > LONGEST_CONTROL_PAYLOAD) {
                throw new FrameViolation("a control frame is fragmented or longer than 125 bytes");
            }
            return;
        }
        if (opcode > BINARY) {
            throw new FrameViolation("unknown opcode " + opcode);
        }
        if ((opcode == CONTINUATION) != inMessage) {
            throw new FrameViolation(inMessage ? "a message starts inside another" : "a continuation without a start");
        }
        inMessage = !isFinal;
    }

    private long extendedLength() throws FrameViolation {
        long length = 0;
        for (int i = 2; i < headerLength; i++) {
            length = length << 8 | (header[i] & 0xFF);
        }
        if (length < 0) {
            throw new FrameViolation("a length with its highest bit set");
        }
        return length;
    }

    private void startPayload(Frames out) {
        inPayload = true;
        if (isControl(opcode)) {
            control = new byte[(int) remaining];
            controlLength = 0;
        }
        if (remaining == 0) {
            inPayload = false;
            if (isControl(opcode)) {
                out.control(opcode, control);
            }
        }
    }

    private void readControl(ByteBuffer in, Frames out) {
        int count = (int) Math.min(remaining, in.remaining());
        in.get(control, controlLength, count);
        controlLength += count;
        remaining -= count;
        if (remaining == 0) {
            inPayload = false;
            out.control(opcode, control);
        }
    }

    private void readData(ByteBuffer in, Frames out) {
        int count = (int) Math.min(remaining, in.remaining());
        ByteBuffer slice = in.slice(in.position(), count);
        in.position(in.position() + count);
        remaining -= count;
        inPayload = remaining > 0;
        out.data(slice);
    }

    private static boolean isControl(int opcode) {
        return (opcode & 0x8) != 0;
    }
}
