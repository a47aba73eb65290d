package io.arcconnect.ssh;

import io.arcconnect.spi.ActionReport;
import java.io.IOException;
import org.apache.sshd.client.future.DefaultOpenFuture;
import org.apache.sshd.client.future.OpenFuture;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.buffer.Buffer;

/** A channel to a host and port as the machine sees them (RFC 4254, section 7.2). */
final class MinaDirectTcpip extends MinaChannel {

    private static final String TYPE = "direct-tcpip";

    private final String host;
    private final int port;

    MinaDirectTcpip(String host, int port, LoginAttempt attempt, ActionReport report) {
        super(TYPE, attempt, report);
        this.host = host;
        this.port = port;
    }

    @Override
    public synchronized OpenFuture open() throws IOException {
        openFuture = new DefaultOpenFuture(host + ":" + port, futureLock);
        Session session = getSession();
        Buffer buffer = session.createBuffer(SshConstants.SSH_MSG_CHANNEL_OPEN, host.length() + 96);
        buffer.putString(TYPE);
        buffer.putUInt(getChannelId());
        buffer.putUInt(getLocalWindow().getSize());
        buffer.putUInt(getLocalWindow().getPacketSize());
        buffer.putString(host);
        buffer.putUInt(port);
        buffer.putString("127.0.0.1"); // the originator: nobody's address is told to the machine
        buffer.putUInt(0);
        writePacket(buffer);
        return openFuture;
    }
}
