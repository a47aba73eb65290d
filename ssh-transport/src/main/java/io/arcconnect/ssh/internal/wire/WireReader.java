package io.arcconnect.ssh.internal.wire;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Reads SSH's data types (RFC 4251, section 5). What is too short or claims an impossible length is {@link Malformed}. */
public final class WireReader {

    /** The bytes are not what they should be. */
    public static final class Malformed extends IllegalArgumentException {

        private static final long serialVersionUID = 1L;

        /**
         * Says what is wrong.
         *
         * @param what without any of the bytes, which may be secret
         */
        public Malformed(String what) {
            super(what);
        }
    }

    private final ByteBuffer in;

    /**
     * Reads from the start of some bytes.
     *
     * @param bytes not copied
     */
    public WireReader(byte[] bytes) {
        in = ByteBuffer.wrap(bytes);
    }

    /**
     * Reads what is left of a buffer.
     *
     * @param bytes neither copied nor moved
     */
    public WireReader(ByteBuffer bytes) {
        in = bytes.duplicate();
    }

    /** {@return whether there is nothing more to read} */
    public boolean isAtEnd() {
        return !in.hasRemaining();
    }

    /** {@return how many bytes are left} */
    public int remaining() {
        return in.remaining();
    }

    /** {@return one byte, 0 to 255} */
    public int readByte() {
        require(1);
        return in.get() & 0xff;
    }

    /** {@return a {@code uint32}} */
    public long readUint32() {
        require(Integer.BYTES);
        return in.getInt() & 0xffff_ffffL;
    }

    /** {@return a {@code uint64}; numbers beyond {@code Long.MAX_VALUE} are negative} */
    public long readUint64() {
        require(Long.BYTES);
        return in.getLong();
    }

    /** {@return the bytes of a {@code string}} */
    public byte[] readBytes() {
        long length = readUint32();
        require(length);
        byte[] bytes = new byte[(int) length];
        in.get(bytes);
        return bytes;
    }

    /** Passes over a {@code string}. */
    public void skip() {
        long length = readUint32();
        require(length);
        in.position(in.position() + (int) length);
    }

    /** {@return a {@code string} as UTF-8} */
    public String readText() {
        return new String(readBytes(), StandardCharsets.UTF_8);
    }

    /** {@return an {@code mpint}} */
    public BigInteger readNumber() {
        byte[] bytes = readBytes();
        return bytes.length == 0 ? BigInteger.ZERO : new BigInteger(bytes);
    }

    private void require(long bytes) {
        if (bytes > in.remaining()) {
            throw new Malformed("it ends too early");
        }
    }
}
