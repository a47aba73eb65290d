package io.arcconnect.ssh.internal.channel;

import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.helpers.PacketBuffer;
import org.apache.sshd.common.util.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * The array of the packet that a thread wrote last, for its next one: a new one for each packet of 32 KiB is memory to clear and
 * to fetch. A thread's and not a channel's, because channels are many and most are idle.
 */
final class SparePacket {

    private static final int LEAST = 4 * 1024;
    private static final int LARGEST = 128 * 1024;

    /** The longest header, padding and tag around a packet's payload. */
    private static final int AROUND = 512;

    private static final ThreadLocal<byte @Nullable []> SPARE = new ThreadLocal<>();

    private SparePacket() {}

    /** {@return a packet that has room for so many bytes} */
    static Buffer take(Session session, byte command, int length) {
        byte[] spare = SPARE.get();
        if (spare == null || spare.length < length + AROUND) {
            return session.createBuffer(command, length + AROUND);
        }
        SPARE.set(null);
        return session.prepareBuffer(command, new PacketBuffer(spare, false));
    }

    /** Keeps it for the next. Nobody may hold it any more. */
    static void giveBack(Buffer packet) {
        byte[] array = packet.array();
        if (array.length >= LEAST && array.length <= LARGEST) {
            SPARE.set(array);
        }
    }
}
