package io.arcconnect.internal.relay;

import io.arcconnect.model.MachineId;
import io.arcconnect.spi.PushDuplexStream;
import io.arcconnect.spi.StreamEnd;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * A relay connection after its handshake. The frames' codec, the liveness check and the close handshake sit in one handler
 * of the connection's pipeline; this is the face that the rest of the library sees.
 */
final class WebSocketDuplexStream implements PushDuplexStream {

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final Channel channel;
    private final String trackingId;
    private final RelayFrames frames;
    private final ReactiveFace face = new ReactiveFace(this);
    private final Sinks.Empty<Void> closed = Sinks.empty();

    private WebSocketDuplexStream(Channel channel, Duration pingInterval, MachineId machine, String trackingId) {
        this.channel = channel;
        this.trackingId = trackingId;
        this.frames = new RelayFrames(pingInterval, machine, trackingId, this::ended);
    }

    /**
     * Takes over a connection that has just been upgraded. Must run on its event loop before anything more is read, or the
     * first bytes of the machine are lost.
     *
     * @param decoderName name of the stock frame decoder, which is replaced; it hands on what it has buffered
     * @param encoderName name of the stock frame encoder, which is removed
     * @param machine which is named when the connection is lost
     * @param trackingId the id under which the relay knows the connection
     */
    static WebSocketDuplexStream install(
            Channel channel,
            String decoderName,
            String encoderName,
            Duration pingInterval,
            MachineId machine,
            String trackingId) {
        WebSocketDuplexStream stream = new WebSocketDuplexStream(channel, pingInterval, machine, trackingId);
        channel.pipeline().remove(encoderName);
        channel.pipeline().replace(decoderName, "arc-frames", stream.frames);
        return stream;
    }

    @Override
    public void attach(PushHandler handler) {
        frames.attach(handler);
        onLoop(frames::startDelivery);
    }

    @Override
    public Flux<ByteBuffer> receive() {
        return face.receive();
    }

    @Override
    public Mono<Void> send(Publisher<ByteBuffer> bytes) {
        return face.send(bytes);
    }

    @Override
    public void write(ByteBuffer bytes, WriteCompletion completion) {
        int size = FrameWriter.framedSize(bytes.remaining());
        ByteBuf framed = channel.alloc().directBuffer(size, size);
        ByteBuffer out = framed.internalNioBuffer(0, size);
        FrameWriter.binary(bytes, () -> ThreadLocalRandom.current().nextInt(), out);
        framed.writerIndex(size);
        if (frames.writes().add(framed, completion)) {
            frames.drainSoon();
        }
    }

    @Override
    public void pauseReads() {
        frames.pause();
    }

    @Override
    public void resumeReads() {
        if (frames.resume()) {
            onLoop(frames::readIfWanted);
        }
    }

    @Override
    public Optional<String> trackingId() {
        return Optional.of(trackingId);
    }

    /** The relay has no half-close: a close frame would end both directions (protocol.md 3.5). */
    @Override
    public Mono<Void> endOutput() {
        return Mono.empty();
    }

    @Override
    public Mono<Void> close() {
        return Mono.defer(() -> {
            onLoop(this::sayGoodbye);
            return closed.asMono().onErrorComplete();
        });
    }

    @Override
    public Mono<Void> onClose() {
        return closed.asMono();
    }

    @Override
    public void abort() {
        onLoop(() -> {
            frames.finish(StreamEnd.orderly());
            channel.close();
        });
    }

    private void sayGoodbye() {
        if (frames.sendClose()) {
            channel.eventLoop().schedule(this::abort, CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void ended(StreamEnd end) {
        end.cause().ifPresentOrElse(closed::tryEmitError, closed::tryEmitEmpty);
    }

    private void onLoop(Runnable task) {
        if (channel.eventLoop().inEventLoop()) {
            task.run();
            return;
        }
        try {
            channel.eventLoop().execute(task);
        } catch (RejectedExecutionException shutDown) {
            // The loop ends with its ArcConnect, which has closed the channel; all that is left is to say so.
            ended(StreamEnd.orderly());
        }
    }
}
