package io.arcconnect.internal.net;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.SocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sees the connections of a port in the order in which they were accepted. One that comes from the same address as another
 * proves that the other was reset: whoever reset it may not pass for whoever has the address now.
 */
final class AcceptOrder extends ChannelInboundHandlerAdapter {

    private final Map<SocketAddress, Channel> latest = new ConcurrentHashMap<>();

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        context.fireChannelRead(message);
        Channel accepted = (Channel) message;
        SocketAddress peer = accepted.remoteAddress();
        if (peer == null) {
            return;
        }
        Channel older = latest.put(peer, accepted);
        accepted.closeFuture().addListener(end -> latest.remove(peer, accepted));
        if (older != null && older.isOpen()) {
            older.eventLoop().execute(() -> supersede(older));
        }
    }

    private static void supersede(Channel older) {
        TcpDuplexStream stream = older.pipeline().get(TcpDuplexStream.class);
        if (stream != null) {
            stream.supersede();
        }
    }
}
