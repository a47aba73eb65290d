package io.arcconnect.ssh.internal.wire;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Writes SSH's data types (RFC 4251, section 5). Each method returns the writer itself. */
public final class WireWriter {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** Starts with nothing. */
    public WireWriter() {}

    /**
     * Writes one byte.
     *
     * @param value its lower 8 bits
     * @return this
     */
    public WireWriter writeByte(int value) {
        out.write(value);
        return this;
    }

    /**
     * Writes a {@code boolean}.
     *
     * @param value the value
     * @return this
     */
    public WireWriter writeBoolean(boolean value) {
        return writeByte(value ? 1 : 0);
    }

    /**
     * Writes a {@code uint32}.
     *
     * @param value its lower 32 bits
     * @return this
     */
    public WireWriter writeUint32(long value) {
        return writeRaw(ByteBuffer.allocate(Integer.BYTES).putInt((int) value).array());
    }

    /**
     * Writes bytes as a {@code string}.
     *
     * @param bytes the content
     * @return this
     */
    public WireWriter writeBytes(byte[] bytes) {
        return writeUint32(bytes.length).writeRaw(bytes);
    }

    /**
     * Writes a text as a {@code string} in UTF-8.
     *
     * @param text the content
     * @return this
     */
    public WireWriter writeText(String text) {
        return writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Writes an {@code mpint}.
     *
     * @param number not negative
     * @return this
     */
    public WireWriter writeNumber(BigInteger number) {
        return writeBytes(number.signum() == 0 ? new byte[0] : number.toByteArray());
    }

    /**
     * Writes bytes as they are.
     *
     * @param bytes without a length before them
     * @return this
     */
    public WireWriter writeRaw(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    /** {@return a copy of what was written} */
    public byte[] toByteArray() {
        return out.toByteArray();
    }
}
