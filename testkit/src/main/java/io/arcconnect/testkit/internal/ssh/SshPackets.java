package io.arcconnect.testkit.internal.ssh;

import io.arcconnect.testkit.SshPhase;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;

/** Reads packets without taking anything out of their buffers (RFC 4252, RFC 4254). */
final class SshPackets {

    private SshPackets() {}

    static int command(Buffer packet) {
        return packet.rawByte(packet.rpos()) & 0xff;
    }

    /** What follows the command. */
    static Buffer content(Buffer packet) {
        return new ByteArrayBuffer(packet.array(), packet.rpos() + 1, packet.available() - 1);
    }

    /** How far somebody has come who sends this. */
    static Optional<SshPhase> phase(Buffer packet) {
        int command = command(packet);
        if (command >= SshConstants.SSH_MSG_KEX_FIRST && command <= SshConstants.SSH_MSG_KEX_LAST) {
            return Optional.of(SshPhase.KEX);
        }
        return switch (command) {
            case SshConstants.SSH_MSG_USERAUTH_REQUEST -> Optional.of(SshPhase.LOGIN);
            case SshConstants.SSH_MSG_CHANNEL_OPEN -> Optional.of(SshPhase.CHANNEL);
            default -> startsProgram(packet) ? Optional.of(SshPhase.REQUEST) : Optional.empty();
        };
    }

    static boolean startsProgram(Buffer packet) {
        return request(packet)
                .filter(type -> type.equals("exec") || type.equals("shell") || type.equals("subsystem"))
                .isPresent();
    }

    static boolean tellsExitStatus(Buffer packet) {
        return request(packet).filter("exit-status"::equals).isPresent();
    }

    /** The number of the channel that a packet is about, as its receiver counts. */
    static long channel(Buffer packet) {
        return content(packet).getUInt();
    }

    /** How many bytes of a program's data a packet carries. */
    static long payload(Buffer packet) {
        return switch (command(packet)) {
            case SshConstants.SSH_MSG_CHANNEL_DATA -> number(packet, 5);
            case SshConstants.SSH_MSG_CHANNEL_EXTENDED_DATA -> number(packet, 9);
            default -> 0;
        };
    }

    /** Closes the window that a confirmation opens. */
    static void closeWindow(Buffer confirmation) {
        ByteBuffer.wrap(confirmation.array()).putInt(confirmation.rpos() + 9, 0);
    }

    private static Optional<String> request(Buffer packet) {
        if (command(packet) != SshConstants.SSH_MSG_CHANNEL_REQUEST) {
            return Optional.empty();
        }
        Buffer content = content(packet);
        content.getUInt();
        return Optional.of(content.getString());
    }

    private static long number(Buffer packet, int at) {
        return ByteBuffer.wrap(packet.array()).getInt(packet.rpos() + at);
    }
}
