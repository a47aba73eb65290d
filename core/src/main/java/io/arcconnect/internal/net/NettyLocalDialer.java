package io.arcconnect.internal.net;

import io.arcconnect.spi.DuplexStream;
import io.arcconnect.spi.Handover;
import io.arcconnect.spi.LocalDialer;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import java.net.InetSocketAddress;
import java.util.Objects;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.scheduler.Schedulers;
import reactor.netty.resources.LoopResources;

/** Connects from Netty's event loops. They come as with {@link NettyLocalListener}, for the reason that is given there. */
final class NettyLocalDialer implements LocalDialer {

    private static final boolean NATIVE = false;
    private static final int CONNECT_MILLIS = 30_000;

    private final LoopResources loops;
    private final Names names;

    NettyLocalDialer(LoopResources loops, Names names) {
        this.loops = loops;
        this.names = names;
    }

    @Override
    public Mono<DuplexStream> dial(String host, int port) {
        if (Objects.requireNonNull(host, "host").isEmpty() || port < 1 || port > 65_535) {
            throw new IllegalArgumentException("not a host and a port of 1 to 65535: " + host + ":" + port);
        }
        InetSocketAddress address = InetSocketAddress.createUnresolved(host, port);
        return Handover.on(Schedulers.immediate(), Mono.create(sink -> new Dial(sink).resolve(address)));
    }

    /** One connection on its way. */
    private final class Dial implements TcpOwner {

        private final MonoSink<DuplexStream> sink;
        private final EventLoopGroup group = loops.onClient(NATIVE);
        private final EventLoop loop = group.next();
        private final Disposable.Swap underWay = Disposables.swap();

        Dial(MonoSink<DuplexStream> sink) {
            this.sink = sink;
        }

        void resolve(InetSocketAddress address) {
            sink.onCancel(underWay);
            names.here(loop, address).resolve(address).addListener(resolved -> {
                if (resolved.isSuccess()) {
                    connect((InetSocketAddress) resolved.getNow());
                } else {
                    sink.error(resolved.cause());
                }
            });
        }

        private void connect(InetSocketAddress address) {
            if (underWay.isDisposed()) {
                return;
            }
            ChannelFuture connected = new Bootstrap()
                    .group(loop)
                    .channel(loops.onChannelClass(SocketChannel.class, group))
                    .option(ChannelOption.ALLOCATOR, Buffers.ALLOCATOR)
                    .option(ChannelOption.AUTO_READ, false)
                    .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
                    .option(ChannelOption.TCP_NODELAY, true)
                    .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                    .handler(new ChannelInitializer<SocketChannel>() {
                        @Override
                        protected void initChannel(SocketChannel channel) {
                            channel.config()
                                    .setRecvByteBufAllocator(new AdaptiveRecvByteBufAllocator().maxMessagesPerRead(1));
                            channel.pipeline().addLast(new TcpDuplexStream(channel, Dial.this));
                        }
                    })
                    .connect(address);
            underWay.update(() -> {
                var unused = connected.channel().close();
            });
            connected.addListener(done -> {
                if (!done.isSuccess()) {
                    sink.error(done.cause());
                }
            });
        }

        @Override
        public void opened(TcpDuplexStream stream) {
            sink.success(stream);
        }

        @Override
        public void gone(TcpDuplexStream stream) {
            // Whoever dialed owns the connection and learns of its end from it.
        }
    }
}
