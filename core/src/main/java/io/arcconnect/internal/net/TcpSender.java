package io.arcconnect.internal.net;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** The sending half of a TCP connection: one publisher at a time, at most 512 KiB between it and the socket. */
final class TcpSender {

    private final Channel channel;
    private final Consumer<Throwable> onLost;
    private final AtomicBoolean sending = new AtomicBoolean();
    private volatile @Nullable TcpCopy current;

    TcpSender(Channel channel, Consumer<Throwable> onLost) {
        this.channel = channel;
        this.onLost = onLost;
    }

    Mono<Void> send(Publisher<ByteBuffer> bytes) {
        return Mono.create(sink -> {
            if (sending.compareAndSet(false, true)) {
                TcpCopy copy = new TcpCopy(channel, onLost, sink, () -> sending.set(false));
                current = copy;
                sink.onCancel(copy::abandon);
                bytes.subscribe(copy);
                if (!channel.isActive()) {
                    copy.lose(new ClosedChannelException());
                }
            } else {
                sink.error(new IllegalStateException("another send is under way"));
            }
        });
    }

    /** Runs something on the event loop when everything accepted so far is in the socket or lost. */
    void whenFlushed(Runnable next) {
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(done -> next.run());
    }

    /** Fails the send that is under way, which may be waiting for its publisher. */
    void lose(Throwable cause) {
        TcpCopy underWay = current;
        if (underWay != null) {
            underWay.lose(cause);
        }
    }
}
