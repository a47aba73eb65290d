package io.arcconnect.internal.net;

import io.arcconnect.spi.LocalConnection;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.SocketChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.Objects;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * A TCP connection, accepted or dialed. Fields without another note belong to its event loop.
 *
 * <p>One buffer is read ahead of demand, because a socket that nobody reads does not tell that its connection was lost.
 */
final class TcpDuplexStream extends ChannelInboundHandlerAdapter implements LocalConnection {

    /** The grace of {@code AsyncCloseable#close()}. */
    private static final long CLOSE_GRACE_SECONDS = 5;

    private final SocketChannel channel;
    private final TcpOwner owner;
    private final TcpSender sender;
    private final Sinks.Empty<Void> closed = Sinks.empty();
    private final AtomicBoolean received = new AtomicBoolean();
    private final AtomicBoolean closing = new AtomicBoolean();

    private @Nullable FluxSink<ByteBuffer> receiver;
    private @Nullable ByteBuffer early;
    private @Nullable Throwable lost;
    private boolean inputEnded;
    private boolean outputEnded;
    private boolean discarding;
    private boolean isAhead;

    TcpDuplexStream(SocketChannel channel, TcpOwner owner) {
        this.channel = channel;
        this.owner = owner;
        this.sender = new TcpSender(channel, this::lose);
    }

    /** Netty keeps what was true first, so that a connection that is lost has an address, too. */
    @Override
    public InetSocketAddress remoteAddress() {
        return Objects.requireNonNull(channel.remoteAddress(), "not connected");
    }

    @Override
    public InetSocketAddress localAddress() {
        return Objects.requireNonNull(channel.localAddress(), "not connected");
    }

    /** Both loops have done by then what they had to do about any later connection. */
    @Override
    public Mono<Void> settled() {
        return Mono.create(
                sink -> run(channel.parent() == null ? channel : channel.parent(), () -> run(channel, sink::success)));
    }

    private static void run(Channel whose, Runnable task) {
        try {
            whose.eventLoop().execute(task);
        } catch (RejectedExecutionException ended) {
            task.run();
        }
    }

    /** Another connection has its addresses, which is possible only when this one was reset. What it has sent is dropped. */
    void supersede() {
        if (!channel.isOpen()) {
            return;
        }
        early = null;
        lose(new IOException("it was reset, and its addresses belong to another connection"));
        tellEnd();
        closeNow();
    }

    @Override
    public Flux<ByteBuffer> receive() {
        return Flux.create(sink -> {
            if (received.compareAndSet(false, true)) {
                channel.eventLoop().execute(() -> startReceiving(sink));
            } else {
                sink.error(new IllegalStateException("this stream is received from already"));
            }
        });
    }

    @Override
    public Mono<Void> send(Publisher<ByteBuffer> bytes) {
        return sender.send(bytes);
    }

    @Override
    public Mono<Void> endOutput() {
        return Mono.create(sink -> sender.whenFlushed(() -> {
            if (outputEnded || !channel.isActive()) {
                sink.success();
                return;
            }
            outputEnded = true;
            channel.shutdownOutput().addListener(end -> {
                sink.success();
                closeIfBothEnded();
            });
        }));
    }

    @Override
    public Mono<Void> close() {
        return Mono.defer(() -> {
            startClose();
            return onClose().onErrorComplete();
        });
    }

    @Override
    public Mono<Void> onClose() {
        return closed.asMono();
    }

    /** Sends what was accepted, then closes; by force after the grace. Safe on any thread. */
    void startClose() {
        if (channel.isOpen() && closing.compareAndSet(false, true)) {
            Future<?> grace = channel.eventLoop().schedule(this::closeNow, CLOSE_GRACE_SECONDS, TimeUnit.SECONDS);
            channel.closeFuture().addListener(end -> grace.cancel(false));
            sender.whenFlushed(this::closeNow);
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        remoteAddress();
        localAddress();
        owner.opened(this);
        readIfWanted();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        try {
            if (!discarding) {
                ByteBuffer own = ByteBuffer.allocate(bytes.readableBytes());
                bytes.readBytes(own);
                deliver(own.flip());
            }
        } finally {
            bytes.release();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        readIfWanted();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == ChannelInputShutdownEvent.INSTANCE && !inputEnded) {
            inputEnded = true;
            endReceiver();
            closeIfBothEnded();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        lose(cause);
        closeNow();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        inputEnded = true;
        endReceiver();
        owner.gone(this);
        tellEnd();
        sender.lose(Objects.requireNonNullElseGet(lost, ClosedChannelException::new));
    }

    private void tellEnd() {
        if (lost == null) {
            closed.tryEmitEmpty();
        } else {
            closed.tryEmitError(lost);
        }
    }

    private void startReceiving(FluxSink<ByteBuffer> sink) {
        receiver = sink;
        if (early != null) {
            sink.next(early);
            early = null;
        }
        if (inputEnded) {
            endReceiver();
            return;
        }
        sink.onCancel(() -> channel.eventLoop().execute(() -> {
            discarding = true;
            readIfWanted();
        }));
        sink.onRequest(demand -> {
            if (channel.eventLoop().inEventLoop()) {
                readOn();
            } else {
                channel.eventLoop().execute(this::readOn);
            }
        });
    }

    private void readOn() {
        isAhead = false;
        readIfWanted();
    }

    private void deliver(ByteBuffer bytes) {
        if (receiver == null) {
            early = bytes;
            isAhead = true;
        } else {
            isAhead = receiver.requestedFromDownstream() == 0;
            receiver.next(bytes);
        }
    }

    private void readIfWanted() {
        if (!inputEnded && (discarding || !isAhead)) {
            channel.read();
        }
    }

    private void endReceiver() {
        if (receiver == null) {
            return;
        }
        if (lost == null) {
            receiver.complete();
        } else {
            receiver.error(lost);
        }
    }

    private void closeIfBothEnded() {
        if (inputEnded && outputEnded) {
            startClose();
        }
    }

    private void closeNow() {
        var unused = channel.close();
    }

    private void lose(Throwable cause) {
        if (lost == null && !closing.get()) {
            lost = cause;
        }
    }
}
