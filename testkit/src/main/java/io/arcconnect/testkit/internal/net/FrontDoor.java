package io.arcconnect.testkit.internal.net;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.ReferenceCountUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.netty.resources.LoopResources;

/** The one TLS port that Azure Resource Manager and the relay are reached through. */
public final class FrontDoor implements AutoCloseable {

    private static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(256 << 10, 512 << 10);

    private final LoopResources loops;
    private final EventLoopGroup group;
    private final Authority authority;
    private final Set<Channel> accepted = ConcurrentHashMap.newKeySet();
    private final Channel server;
    private volatile @Nullable Function<HttpRequest, List<ChannelHandler>> route;

    /**
     * Binds a port of 127.0.0.1 and runs the event loops.
     *
     * @param authority identifies the server; whoever made it closes it
     */
    public FrontDoor(Authority authority) {
        this.authority = authority;
        this.loops = LoopResources.create(
                "arc-emulator", Math.max(2, Runtime.getRuntime().availableProcessors()), true);
        this.group = loops.onServer(true);
        this.server = new ServerBootstrap()
                .group(group)
                .channel(loops.onChannelClass(ServerSocketChannel.class, group))
                // Netty's own choice is slow on the newest JDK (libraries.md 1).
                .childOption(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        welcome(channel);
                    }
                })
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .syncUninterruptibly()
                .channel();
    }

    /** {@return the port} */
    public int port() {
        return ((InetSocketAddress) server.localAddress()).getPort();
    }

    /** {@return the event loops, for connections to targets} */
    public EventLoopGroup group() {
        return group;
    }

    /** {@return the class of client channels that run on {@link #group()}} */
    public Class<? extends SocketChannel> clientChannel() {
        return loops.onChannelClass(SocketChannel.class, group).asSubclass(SocketChannel.class);
    }

    /**
     * Begins to serve.
     *
     * @param newRoute finds the handlers of a connection by its first request
     */
    public void serve(Function<HttpRequest, List<ChannelHandler>> newRoute) {
        this.route = newRoute;
    }

    /** Closes the port, every connection and the event loops. */
    @Override
    public void close() {
        server.close().syncUninterruptibly();
        accepted.forEach(Channel::close);
        loops.disposeLater(Duration.ZERO, Duration.ofSeconds(5)).block(Duration.ofSeconds(10));
    }

    private void welcome(SocketChannel channel) {
        accepted.add(channel);
        channel.closeFuture().addListener(closed -> accepted.remove(channel));
        channel.pipeline()
                .addLast(authority.server().newHandler(channel.alloc()))
                .addLast(new HttpServerCodec(16_384, 65_536, 65_536))
                .addLast(new Router());
    }

    private final class Router extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            Function<HttpRequest, List<ChannelHandler>> routes = route;
            if (routes != null && message instanceof HttpRequest request) {
                routes.apply(request).forEach(handler -> context.pipeline().addLast(handler));
                context.pipeline().remove(this);
                context.fireChannelRead(message);
            } else {
                ReferenceCountUtil.release(message);
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            Mishaps.report(context.channel(), cause);
            context.close();
        }
    }
}
