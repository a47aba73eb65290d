package io.arcconnect.ssh.internal.session;

import java.nio.ByteBuffer;
import java.util.Optional;

/** Takes a server's first bytes until its first packet is complete: identification, then {@link KexInit}. */
final class KexInitReading {

    /** RFC 4253, section 6.1, wants packets of 35,000 bytes to be understood; the rest is for lines before it. */
    private static final int MOST_BYTES = 64 * 1024;

    private static final int HEADER = 5;

    private final byte[] received = new byte[MOST_BYTES];
    private int size;
    private int scanned;
    private int line;
    private int packet = -1;
    private Optional<KexInit> offer = Optional.empty();
    private boolean over;

    void feed(ByteBuffer bytes) {
        ByteBuffer rest = bytes.duplicate();
        int length = Math.min(rest.remaining(), MOST_BYTES - size);
        rest.get(received, size, length);
        size += length;
        skipIdentification();
        look();
        over |= size == MOST_BYTES;
    }

    /** {@return whether it is complete, or cannot become complete any more} */
    boolean isOver() {
        return over;
    }

    Optional<KexInit> offer() {
        return offer;
    }

    /** Lines that do not begin with {@code SSH-} may come first (RFC 4253, section 4.2). */
    private void skipIdentification() {
        for (; packet < 0 && scanned < size; scanned++) {
            if (received[scanned] == '\n') {
                packet = isIdentification() ? scanned + 1 : -1;
                line = scanned + 1;
            }
        }
    }

    private boolean isIdentification() {
        return received[line] == 'S'
                && received[line + 1] == 'S'
                && received[line + 2] == 'H'
                && received[line + 3] == '-';
    }

    private void look() {
        if (packet < 0 || size < packet + HEADER) {
            return;
        }
        ByteBuffer in = ByteBuffer.wrap(received, packet, size - packet);
        int length = in.getInt();
        int padding = in.get() & 0xff;
        int payload = length - padding - 1;
        if (payload < 1 || payload > MOST_BYTES) {
            over = true;
        } else if (in.remaining() >= payload) {
            offer = KexInit.parse(in.slice().limit(payload));
            over = true;
        }
    }
}
