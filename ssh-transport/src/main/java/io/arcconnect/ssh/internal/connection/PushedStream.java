package io.arcconnect.ssh.internal.connection;

import io.arcconnect.spi.DuplexStream;
import io.arcconnect.spi.Handover;
import io.arcconnect.spi.PushDuplexStream;
import io.arcconnect.spi.StreamEnd;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Makes any {@link DuplexStream} push, so that SSH runs over in-memory streams and other people's transports as well; slower
 * than a stream that pushes by itself.
 */
public final class PushedStream implements PushDuplexStream {

    private record Write(ByteBuffer bytes, WriteCompletion completion) {}

    private final DuplexStream stream;
    private final Sinks.Many<Write> writes = Sinks.many().unicast().onBackpressureBuffer();
    private final AtomicReference<@Nullable Receiver> receiver = new AtomicReference<>();
    private final AtomicBoolean sending = new AtomicBoolean();

    public PushedStream(DuplexStream stream) {
        this.stream = stream;
    }

    @Override
    public Optional<String> trackingId() {
        return stream.trackingId();
    }

    @Override
    public void attach(PushHandler handler) {
        Receiver next = new Receiver(handler);
        if (!receiver.compareAndSet(null, next)) {
            throw new IllegalStateException("a stream can be received by one, once");
        }
        stream.receive().subscribe(next);
    }

    @Override
    public void write(ByteBuffer bytes, WriteCompletion completion) {
        ByteBuffer copy =
                ByteBuffer.allocate(bytes.remaining()).put(bytes.duplicate()).flip();
        synchronized (writes) {
            writes.tryEmitNext(new Write(copy, completion)).orThrow();
        }
        if (sending.compareAndSet(false, true)) {
            // The owner of this subscription: it ends with the stream.
            writes.asFlux().concatMap(this::send, 1).subscribe();
        }
    }

    private Mono<Void> send(Write write) {
        return stream.send(Mono.just(write.bytes))
                .doOnSuccess(done -> write.completion.written(StreamEnd.orderly()))
                .onErrorResume(problem -> {
                    write.completion.written(StreamEnd.lost(problem));
                    return Mono.empty();
                });
    }

    @Override
    public void pauseReads() {
        Receiver current = receiver.get();
        if (current != null) {
            current.paused.set(true);
        }
    }

    @Override
    public void resumeReads() {
        Receiver current = receiver.get();
        if (current != null && current.paused.compareAndSet(true, false)) {
            current.requestOne();
        }
    }

    @Override
    public void abort() {
        Handover.discard(stream);
    }

    @Override
    public Flux<ByteBuffer> receive() {
        return stream.receive();
    }

    @Override
    public Mono<Void> send(Publisher<ByteBuffer> bytes) {
        return stream.send(bytes);
    }

    @Override
    public Mono<Void> endOutput() {
        return stream.endOutput();
    }

    @Override
    public Mono<Void> close() {
        return stream.close();
    }

    @Override
    public Mono<Void> onClose() {
        return stream.onClose();
    }

    /** Asks for one chunk at a time, and for none while paused. */
    private static final class Receiver extends BaseSubscriber<ByteBuffer> {

        private final PushHandler handler;
        private final AtomicBoolean paused = new AtomicBoolean();
        private final AtomicBoolean asked = new AtomicBoolean();

        Receiver(PushHandler handler) {
            this.handler = handler;
        }

        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            requestOne();
        }

        void requestOne() {
            if (asked.compareAndSet(false, true)) {
                request(1);
            }
        }

        @Override
        protected void hookOnNext(ByteBuffer bytes) {
            asked.set(false);
            handler.onBytes(bytes);
            handler.onBatchEnd();
            if (!paused.get()) {
                requestOne();
            }
        }

        @Override
        protected void hookOnComplete() {
            handler.onClosed(StreamEnd.orderly());
        }

        @Override
        protected void hookOnError(Throwable problem) {
            handler.onClosed(StreamEnd.lost(problem));
        }
    }
}
