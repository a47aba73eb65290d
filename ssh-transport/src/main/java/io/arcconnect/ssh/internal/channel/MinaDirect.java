package io.arcconnect.ssh.internal.channel;

import io.arcconnect.spi.ActionReport;
import io.arcconnect.ssh.internal.connection.LoginAttempt;
import java.io.IOException;
import java.util.function.Consumer;
import org.apache.sshd.client.future.DefaultOpenFuture;
import org.apache.sshd.client.future.OpenFuture;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.buffer.Buffer;

/** A channel to what the machine can connect to. */
public final class MinaDirect extends MinaChannel {

    private final String type;
    private final Consumer<Buffer> target;

    private MinaDirect(String type, Consumer<Buffer> target, LoginAttempt attempt, ActionReport report) {
        super(type, attempt, report);
        this.type = type;
        this.target = target;
    }

    /** To a host and port as the machine sees them (RFC 4254, section 7.2). */
    public static MinaDirect tcpip(String host, int port, LoginAttempt attempt, ActionReport report) {
        return new MinaDirect(
                "direct-tcpip",
                buffer -> {
                    buffer.putString(host);
                    buffer.putUInt(port);
                    buffer.putString("127.0.0.1"); // the originator: nobody's address is told to the machine
                    buffer.putUInt(0);
                },
                attempt,
                report);
    }

    /** To a Unix socket (OpenSSH's PROTOCOL, section 2.4). */
    public static MinaDirect socket(String path, LoginAttempt attempt, ActionReport report) {
        return new MinaDirect(
                "direct-streamlocal@openssh.com",
                buffer -> {
                    buffer.putString(path);
                    buffer.putString("");
                    buffer.putUInt(0);
                },
                attempt,
                report);
    }

    @Override
    public synchronized OpenFuture open() throws IOException {
        openFuture = new DefaultOpenFuture(type, futureLock);
        Session session = getSession();
        Buffer buffer = session.createBuffer(SshConstants.SSH_MSG_CHANNEL_OPEN, 256);
        buffer.putString(type);
        buffer.putUInt(getChannelId());
        buffer.putUInt(getLocalWindow().getSize());
        buffer.putUInt(getLocalWindow().getPacketSize());
        target.accept(buffer);
        writePacket(buffer);
        return openFuture;
    }
}
