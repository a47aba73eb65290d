package io.arcconnect.ssh.internal.channel;

import io.arcconnect.error.ArcReason;
import io.arcconnect.ssh.SshException;
import io.arcconnect.ssh.SshReason;
import java.util.Optional;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.channel.exception.SshChannelOpenException;
import org.jspecify.annotations.Nullable;

/**
 * Why the machine opens no stream, in the words of every carrier. Pure. Servers use the first codes of RFC 4254, section 5.1,
 * alike for {@code direct-tcpip} (observed with OpenSSH 9.2, dropbear 2022.83, Apache MINA SSHD 2.20); for sessions OpenSSH says 2
 * whatever it means, so that channels of other kinds are not read this way.
 */
public final class StreamRefusals {

    private StreamRefusals() {}

    /** {@return the same refusal with a reason of its own, where the server gave one that has a name} */
    public static SshException inCommonWords(SshException refusal) {
        return refusal.reason() == SshReason.CHANNEL_REFUSED
                ? reason(refusal.getCause())
                        .map(reason -> new SshException(
                                refusal.failure().as(reason, refusal.failure().detail())))
                        .orElse(refusal)
                : refusal;
    }

    private static Optional<ArcReason> reason(@Nullable Throwable answer) {
        if (!(answer instanceof SshChannelOpenException told)) {
            return Optional.empty();
        }
        return switch (told.getReasonCode()) {
            case SshConstants.SSH_OPEN_ADMINISTRATIVELY_PROHIBITED -> Optional.of(ArcReason.STREAM_PROHIBITED);
            case SshConstants.SSH_OPEN_CONNECT_FAILED -> Optional.of(ArcReason.STREAM_TARGET_REFUSED);
            default -> Optional.empty();
        };
    }
}
