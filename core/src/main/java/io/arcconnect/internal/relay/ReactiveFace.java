package io.arcconnect.internal.relay;

import io.arcconnect.error.ArcReason;
import io.arcconnect.error.Failure;
import io.arcconnect.error.RelayException;
import io.arcconnect.error.Stage;
import io.arcconnect.spi.PushDuplexStream;
import io.arcconnect.spi.PushDuplexStream.PushHandler;
import io.arcconnect.spi.StreamEnd;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SynchronousSink;

/** The publishers of {@code DuplexStream} on top of a stream that pushes. */
final class ReactiveFace {

    private static final int LONGEST_PIECE = 256 * 1024;

    private final PushDuplexStream stream;
    private final AtomicBoolean sending = new AtomicBoolean();

    ReactiveFace(PushDuplexStream stream) {
        this.stream = stream;
    }

    Flux<ByteBuffer> receive() {
        return Flux.create(sink -> {
            try {
                stream.attach(new Receiver(sink));
            } catch (IllegalStateException taken) {
                sink.error(taken);
            }
        });
    }

    Mono<Void> send(Publisher<ByteBuffer> bytes) {
        return Mono.defer(() -> {
            if (!sending.compareAndSet(false, true)) {
                return Mono.error(new IllegalStateException("another send is under way on this stream"));
            }
            return Flux.from(bytes)
                    .concatMap(this::inPieces, 1)
                    .then()
                    .takeUntilOther(over())
                    .doOnTerminate(() -> sending.set(false))
                    .doOnCancel(() -> sending.set(false));
        });
    }

    /** Ends a send whose publisher is silent when the connection ends, and one that comes later. */
    private Mono<Void> over() {
        return stream.onClose()
                .then(Mono.error(() -> new RelayException(Failure.of(
                        ArcReason.RELAY_CONNECTION_LOST,
                        Stage.DIAL,
                        "the connection was closed before everything was sent"))));
    }

    /** A long buffer goes piece by piece, so that it does not wait for the socket as a whole. */
    private Publisher<Void> inPieces(ByteBuffer bytes) {
        if (bytes.remaining() <= LONGEST_PIECE) {
            return accepted(bytes);
        }
        return Flux.<ByteBuffer, ByteBuffer>generate(bytes::duplicate, ReactiveFace::nextPiece)
                .concatMap(this::accepted, 1);
    }

    private static ByteBuffer nextPiece(ByteBuffer rest, SynchronousSink<ByteBuffer> sink) {
        if (rest.hasRemaining()) {
            int length = Math.min(LONGEST_PIECE, rest.remaining());
            sink.next(rest.slice(rest.position(), length));
            rest.position(rest.position() + length);
        } else {
            sink.complete();
        }
        return rest;
    }

    private Mono<Void> accepted(ByteBuffer bytes) {
        return Mono.create(sink ->
                stream.write(bytes, outcome -> outcome.cause().ifPresentOrElse(sink::error, sink::success)));
    }

    /** Turns pushes into items and missing demand into a pause. */
    private final class Receiver implements PushHandler {

        private final FluxSink<ByteBuffer> sink;

        Receiver(FluxSink<ByteBuffer> sink) {
            this.sink = sink;
            sink.onRequest(more -> stream.resumeReads());
            sink.onCancel(stream::resumeReads);
        }

        @Override
        public void onBytes(ByteBuffer bytes) {
            if (!sink.isCancelled()) {
                ByteBuffer copy =
                        ByteBuffer.allocate(bytes.remaining()).put(bytes).flip();
                sink.next(copy);
            }
        }

        @Override
        public void onBatchEnd() {
            if (isSatisfied()) {
                stream.pauseReads();
                // A request may have come between the look and the pause, and found nothing to resume.
                if (!isSatisfied()) {
                    stream.resumeReads();
                }
            }
        }

        private boolean isSatisfied() {
            return sink.requestedFromDownstream() == 0 && !sink.isCancelled();
        }

        @Override
        public void onClosed(StreamEnd end) {
            end.cause().ifPresentOrElse(sink::error, sink::complete);
        }
    }
}
