package io.arcconnect.ssh.internal.sftp;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Cuts a stream of bytes into packets, whatever the borders it comes with. */
final class PacketFramer {

    /** Above what any server sends: OpenSSH's largest packet has 256 KiB. */
    static final int LARGEST = 1024 * 1024;

    /** Takes one packet, without its length field; it may keep it. */
    interface Taker {

        void take(ByteBuffer packet) throws SftpViolation;
    }

    private final Buffers buffers;
    private final ByteBuffer length = ByteBuffer.allocate(4);
    private @Nullable ByteBuffer body;

    PacketFramer() {
        this(new Buffers());
    }

    /** @param buffers has arrays for packets with bytes of files, and gets none back */
    PacketFramer(Buffers buffers) {
        this.buffers = buffers;
    }

    /** Takes bytes, and hands on each packet that is complete with them. */
    void feed(ByteBuffer bytes, Taker taker) throws SftpViolation {
        while (bytes.hasRemaining()) {
            ByteBuffer filling = body;
            if (filling == null) {
                move(bytes, length);
                body = length.hasRemaining() ? null : begin();
            } else {
                move(bytes, filling);
                if (!filling.hasRemaining()) {
                    body = null;
                    taker.take(filling.flip());
                }
            }
        }
    }

    private ByteBuffer begin() throws SftpViolation {
        int size = length.getInt(0);
        length.clear();
        if (size < 1 || size > LARGEST) {
            throw new SftpViolation("the server announces a packet of " + Integer.toUnsignedString(size)
                    + " bytes, which SFTP has not");
        }
        return ByteBuffer.wrap(buffers.take(size), 0, size);
    }

    private static void move(ByteBuffer from, ByteBuffer to) {
        int count = Math.min(from.remaining(), to.remaining());
        to.put(from.slice(from.position(), count));
        from.position(from.position() + count);
    }
}
