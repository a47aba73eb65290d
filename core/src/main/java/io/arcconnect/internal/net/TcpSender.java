package io.arcconnect.internal.net;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/** The sending half of a TCP connection: one publisher at a time, at most 512 KiB between it and the socket. */
final class TcpSender {

    /** The bound of {@code DuplexStream#send}. */
    private static final int BOUND = 512 * 1024;

    private final Channel channel;
    private final Consumer<Throwable> onLost;
    private final AtomicBoolean sending = new AtomicBoolean();
    private volatile @Nullable Copy current;

    TcpSender(Channel channel, Consumer<Throwable> onLost) {
        this.channel = channel;
        this.onLost = onLost;
    }

    Mono<Void> send(Publisher<ByteBuffer> bytes) {
        return Mono.create(sink -> {
            if (sending.compareAndSet(false, true)) {
                Copy copy = new Copy(sink);
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
        Copy underWay = current;
        if (underWay != null) {
            underWay.lose(cause);
        }
    }

    /** One send. Its counters belong to the event loop; a buffer is asked for only when the one before was written or queued. */
    private final class Copy extends BaseSubscriber<ByteBuffer> {

        private final MonoSink<Void> sink;
        private int unwritten;
        private boolean waiting;
        private boolean sourceEnded;
        private final AtomicBoolean over = new AtomicBoolean();

        Copy(MonoSink<Void> sink) {
            this.sink = sink;
        }

        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            subscription.request(1);
        }

        @Override
        protected void hookOnNext(ByteBuffer bytes) {
            if (channel.eventLoop().inEventLoop()) {
                write(bytes);
            } else {
                channel.eventLoop().execute(() -> write(bytes));
            }
        }

        @Override
        protected void hookOnComplete() {
            channel.eventLoop().execute(() -> {
                sourceEnded = true;
                endIfWritten();
            });
        }

        @Override
        protected void hookOnError(Throwable problem) {
            channel.eventLoop().execute(() -> end(problem));
        }

        void abandon() {
            if (over.compareAndSet(false, true)) {
                cancel();
                sending.set(false);
            }
        }

        void lose(Throwable cause) {
            cancel();
            end(cause);
        }

        private void write(ByteBuffer bytes) {
            int size = bytes.remaining();
            unwritten += size;
            channel.writeAndFlush(Unpooled.wrappedBuffer(bytes)).addListener(done -> {
                unwritten -= size;
                if (done.isSuccess()) {
                    askAgain();
                    endIfWritten();
                } else {
                    onLost.accept(done.cause());
                    lose(done.cause());
                }
            });
            if (unwritten < BOUND) {
                request(1);
            } else {
                waiting = true;
            }
        }

        private void askAgain() {
            if (waiting && unwritten < BOUND) {
                waiting = false;
                request(1);
            }
        }

        private void endIfWritten() {
            if (sourceEnded && unwritten == 0) {
                end(null);
            }
        }

        private void end(@Nullable Throwable problem) {
            if (!over.compareAndSet(false, true)) {
                return;
            }
            sending.set(false);
            if (problem == null) {
                sink.success();
            } else {
                sink.error(problem);
            }
        }
    }
}
