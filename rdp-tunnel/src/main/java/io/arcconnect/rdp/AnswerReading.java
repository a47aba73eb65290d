package io.arcconnect.rdp;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * Reads who answers a connection request, from as few of the first bytes as tell it, however they are cut. It keeps no more
 * than those.
 */
final class AnswerReading {

    /** The shortest X.224 Connection Confirm in its TPKT (MS-RDPBCGR 2.2.1.2: an old desktop, which negotiates nothing). */
    private static final int CONFIRM = 11;

    private static final List<Greeting> GREETINGS = List.of(
            new Greeting("SSH-", RdpAnswer.SSH), // RFC 4253, section 4.2
            new Greeting("RFB ", RdpAnswer.VNC), // RFC 6143, section 7.1.1
            new Greeting("HTTP/", RdpAnswer.HTTP), // RFC 9112, section 4
            new Greeting("\u0015\u0003", RdpAnswer.TLS), // an alert (RFC 8446, section 5.1)
            new Greeting("\u0016\u0003", RdpAnswer.TLS)); // a handshake

    private final ByteBuffer held = ByteBuffer.allocate(CONFIRM);

    /** Takes what has arrived. {@return who answers, as soon as that is clear} */
    synchronized Optional<RdpAnswer> take(ByteBuffer bytes) {
        int room = Math.min(held.remaining(), bytes.remaining());
        held.put(bytes.duplicate().limit(bytes.position() + room));
        return judged();
    }

    /** {@return who it was, when nothing more will come} */
    synchronized RdpAnswer atEnd() {
        return held.position() == 0 ? RdpAnswer.END : RdpAnswer.UNKNOWN;
    }

    /** {@return who it is, when nobody waits any longer} */
    synchronized RdpAnswer atLimit() {
        return held.position() == 0 ? RdpAnswer.SILENCE : RdpAnswer.UNKNOWN;
    }

    private Optional<RdpAnswer> judged() {
        boolean isOpen = maybeConfirm();
        if (isOpen && !held.hasRemaining()) {
            return Optional.of(RdpAnswer.DESKTOP);
        }
        for (Greeting greeting : GREETINGS) {
            if (greeting.isBegunBy(held)) {
                if (held.position() >= greeting.text().length()) {
                    return Optional.of(greeting.answer());
                }
                isOpen = true;
            }
        }
        return isOpen ? Optional.empty() : Optional.of(RdpAnswer.UNKNOWN);
    }

    /**
     * Whether this far it is a TPKT (RFC 1006, section 6: 3, 0, the length in two bytes) with an X.224 Connection Confirm:
     * its own length, which is all of the rest, and 0xD0.
     */
    private boolean maybeConfirm() {
        int count = held.position();
        int length = count < 4 ? CONFIRM : (held.getShort(2) & 0xFFFF);
        return (count < 1 || held.get(0) == 3)
                && (count < 2 || held.get(1) == 0)
                && length >= CONFIRM
                && (count < 5 || (held.get(4) & 0xFF) == length - 5)
                && (count < 6 || (held.get(5) & 0xF0) == 0xD0);
    }

    /** The first bytes of a protocol, one a character. */
    private record Greeting(String text, RdpAnswer answer) {

        boolean isBegunBy(ByteBuffer held) {
            int count = Math.min(text.length(), held.position());
            for (int i = 0; i < count; i++) {
                if ((held.get(i) & 0xFF) != text.charAt(i)) {
                    return false;
                }
            }
            return true;
        }
    }
}
