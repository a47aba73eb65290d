package io.arcconnect.testkit.internal.ssh;

import io.arcconnect.testkit.internal.FaultSource;
import io.arcconnect.testkit.internal.SshEffect.SshMishap;
import java.util.Optional;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.helpers.AbstractConnectionService;
import org.apache.sshd.common.util.buffer.Buffer;

/** What a session answers to requests that a fault refuses. */
record SshRefusals(Session session, FaultSource faults) {

    Optional<Buffer> of(Buffer packet) {
        return switch (SshPackets.command(packet)) {
            case SshConstants.SSH_MSG_USERAUTH_REQUEST -> login(packet);
            case SshConstants.SSH_MSG_CHANNEL_OPEN -> channel(packet);
            case SshConstants.SSH_MSG_CHANNEL_REQUEST -> program(packet);
            default -> Optional.empty();
        };
    }

    /** Whoever asks by the way "none" only wants to know the ways. */
    private Optional<Buffer> login(Buffer packet) {
        Buffer content = SshPackets.content(packet);
        content.getString();
        content.getString();
        if (content.getString().equals("none") || !faults.strikes(SshMishap.LOGIN_REFUSED)) {
            return Optional.empty();
        }
        Buffer failure = session.createBuffer(SshConstants.SSH_MSG_USERAUTH_FAILURE, 64);
        failure.putString("publickey,password");
        failure.putBoolean(false);
        return Optional.of(failure);
    }

    private Optional<Buffer> channel(Buffer packet) {
        if (!faults.strikes(SshMishap.CHANNEL_REFUSED)) {
            return Optional.empty();
        }
        Buffer content = SshPackets.content(packet);
        content.getString();
        Buffer failure = session.createBuffer(SshConstants.SSH_MSG_CHANNEL_OPEN_FAILURE, 64);
        failure.putUInt(content.getUInt());
        failure.putUInt(SshConstants.SSH_OPEN_RESOURCE_SHORTAGE);
        failure.putString("There are too many channels.");
        failure.putString("");
        return Optional.of(failure);
    }

    private Optional<Buffer> program(Buffer packet) {
        if (!SshPackets.startsProgram(packet) || !faults.strikes(SshMishap.REQUEST_REFUSED)) {
            return Optional.empty();
        }
        Buffer content = SshPackets.content(packet);
        long number = content.getUInt();
        content.getString();
        boolean replyWanted = content.getBoolean();
        for (Channel channel :
                session.getService(AbstractConnectionService.class).getChannels()) {
            if (replyWanted && channel.getChannelId() == number) {
                Buffer failure = session.createBuffer(SshConstants.SSH_MSG_CHANNEL_FAILURE, 16);
                failure.putUInt(channel.getRecipient());
                return Optional.of(failure);
            }
        }
        // Who wants no reply is told nothing, as by sshd.
        Buffer nothing = session.createBuffer(SshConstants.SSH_MSG_IGNORE, 16);
        nothing.putString("");
        return Optional.of(nothing);
    }
}
