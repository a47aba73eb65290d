package io.arcconnect.testkit.internal.memory;

import io.arcconnect.spi.DuplexStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** One end of a connection that is only memory. */
public final class MemoryStream implements DuplexStream {

    private final MemoryPipe in;
    private final MemoryPipe out;
    private final Sinks.Empty<Void> closed = Sinks.empty();
    private final AtomicBoolean sending = new AtomicBoolean();
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile Throwable loss = new ClosedChannelException();
    private final Sinks.Empty<Void> sendEnd = Sinks.empty();

    private MemoryStream(MemoryPipe in, MemoryPipe out) {
        this.in = in;
        this.out = out;
    }

    /**
     * Makes a connection.
     *
     * @return its two ends
     */
    public static MemoryStream[] pair() {
        MemoryPipe there = new MemoryPipe();
        MemoryPipe back = new MemoryPipe();
        return new MemoryStream[] {new MemoryStream(back, there), new MemoryStream(there, back)};
    }

    /**
     * Ends this end.
     *
     * @param cause why it was lost; empty for an orderly end
     */
    public void end(Optional<Throwable> cause) {
        if (over.compareAndSet(false, true)) {
            loss = cause.orElse(loss);
            in.end(cause);
            out.end(cause);
            sendEnd.tryEmitError(loss);
            cause.ifPresentOrElse(closed::tryEmitError, closed::tryEmitEmpty);
        }
    }

    @Override
    public Flux<ByteBuffer> receive() {
        return in.receive();
    }

    @Override
    public Mono<Void> send(Publisher<ByteBuffer> bytes) {
        return Mono.defer(() -> {
            if (over.get()) {
                return Mono.error(loss);
            }
            if (!sending.compareAndSet(false, true)) {
                return Mono.error(new IllegalStateException("another send is under way"));
            }
            return Flux.from(bytes)
                    .limitRate(1)
                    .concatMap(this::accept, 1)
                    .then()
                    .takeUntilOther(sendEnd.asMono())
                    .doOnTerminate(() -> sending.set(false))
                    .doOnCancel(() -> sending.set(false));
        });
    }

    @Override
    public Mono<Void> endOutput() {
        return Mono.fromRunnable(() -> out.end(Optional.empty()));
    }

    @Override
    public Mono<Void> close() {
        return Mono.fromRunnable(() -> end(Optional.empty()));
    }

    @Override
    public Mono<Void> onClose() {
        return closed.asMono();
    }

    /** Copies a buffer, which leaves the sender's as it is, and waits for room. */
    private Mono<Void> accept(ByteBuffer bytes) {
        return Mono.create(sink -> {
            ByteBuffer source = bytes.duplicate();
            step(source, sink::success);
        });
    }

    private void step(ByteBuffer source, Runnable done) {
        if (source.hasRemaining()) {
            int size = Math.min(source.remaining(), 65_536);
            ByteBuffer chunk = ByteBuffer.allocate(size);
            chunk.put(source.slice(source.position(), size)).flip();
            source.position(source.position() + size);
            out.put(chunk);
            out.whenRoom(() -> step(source, done));
        } else {
            done.run();
        }
    }
}
