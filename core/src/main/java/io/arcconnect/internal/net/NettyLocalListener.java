package io.arcconnect.internal.net;

import io.arcconnect.spi.LocalConnection;
import io.arcconnect.spi.LocalEndpoint;
import io.arcconnect.spi.LocalListener;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.function.Function;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.netty.resources.LoopResources;

/**
 * Binds loopback ports on Netty. Everything, {@code onAccept} included, runs on the event loops that were given, so
 * {@code onAccept} must not block.
 */
public final class NettyLocalListener implements LocalListener {

    /**
     * Not the native transport: on a half-closed connection whose socket is full, Netty 4.2.18's epoll forgets the
     * descriptor and drops what waits to be written (observed: "epoll_ctl(..) failed with error(-2)").
     */
    private static final boolean NATIVE = false;

    private final LoopResources loops;

    /**
     * Uses event loops that somebody else owns.
     *
     * @param loops open as long as anything that is bound here
     */
    public NettyLocalListener(LoopResources loops) {
        this.loops = Objects.requireNonNull(loops, "loops");
    }

    @Override
    public Mono<LocalEndpoint> bind(InetSocketAddress address, Function<LocalConnection, Mono<Void>> onAccept) {
        Objects.requireNonNull(onAccept, "onAccept");
        if (address.isUnresolved() || !address.getAddress().isLoopbackAddress()) {
            return Mono.error(new IllegalArgumentException("not a loopback address: " + address));
        }
        return Mono.create(sink -> bind(address, onAccept, sink));
    }

    private void bind(
            InetSocketAddress address, Function<LocalConnection, Mono<Void>> onAccept, MonoSink<LocalEndpoint> sink) {
        EventLoopGroup group = loops.onServer(NATIVE);
        AcceptedConnections connections = new AcceptedConnections(onAccept);
        ChannelFuture bound = new ServerBootstrap()
                .group(group)
                .channel(loops.onChannelClass(ServerSocketChannel.class, group))
                .handler(new AcceptOrder())
                .childOption(ChannelOption.ALLOCATOR, Buffers.ALLOCATOR)
                .childOption(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        // One buffer per read, so that demand for one takes no more than one out of the socket.
                        channel.config()
                                .setRecvByteBufAllocator(new AdaptiveRecvByteBufAllocator().maxMessagesPerRead(1));
                        channel.pipeline().addLast(new TcpDuplexStream(channel, connections));
                    }
                })
                .bind(address);
        sink.onCancel(() -> {
            var unused = bound.channel().close();
        });
        bound.addListener(done -> {
            if (done.isSuccess()) {
                Channel server = bound.channel();
                sink.success(new NettyLocalEndpoint(server, connections));
            } else {
                sink.error(done.cause());
            }
        });
    }
}
