package io.arcconnect.testkit.internal.ssh;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import org.apache.sshd.client.future.OpenFuture;
import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.channel.ChannelFactory;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.apache.sshd.common.util.threads.CloseableExecutorService;
import org.apache.sshd.server.forward.TcpForwardingFilter;
import org.apache.sshd.server.forward.TcpipServerChannel;

/** A {@code direct-tcpip} channel that reaches only what the test mapped, and that elsewhere than the client said. */
final class MappedTcpChannel extends TcpipServerChannel {

    /** tcpmux: nothing listens there on a machine that runs tests, so that the connection is refused. */
    private static final InetSocketAddress CLOSED = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);

    private final Map<String, InetSocketAddress> forwards;

    private MappedTcpChannel(Map<String, InetSocketAddress> forwards, CloseableExecutorService executor) {
        super(TcpForwardingFilter.Type.Direct, executor);
        this.forwards = forwards;
    }

    static ChannelFactory factory(Map<String, InetSocketAddress> forwards) {
        return new TcpipFactory(TcpForwardingFilter.Type.Direct) {
            @Override
            public Channel createChannel(Session session) {
                return new MappedTcpChannel(forwards, getExecutorService());
            }
        };
    }

    @Override
    protected OpenFuture doInit(Buffer buffer) {
        String host = buffer.getString();
        int port = buffer.getInt();
        InetSocketAddress real = forwards.getOrDefault(host + ":" + port, CLOSED);
        Buffer mapped = new ByteArrayBuffer();
        mapped.putString(real.getAddress().getHostAddress());
        mapped.putInt(real.getPort());
        mapped.putRawBytes(buffer.getCompactData());
        return super.doInit(mapped);
    }
}
