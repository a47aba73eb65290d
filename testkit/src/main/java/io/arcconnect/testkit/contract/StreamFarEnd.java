package io.arcconnect.testkit.contract;

import io.arcconnect.spi.DuplexStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** A far end that is a {@link DuplexStream} itself, such as the other end of a pair in memory. */
public final class StreamFarEnd implements FarEnd {

    private final DuplexStream stream;
    private final DuplexStream far;
    private final Runnable lose;
    private final PipedInputStream received = new PipedInputStream(1 << 16);
    private boolean reading;

    /**
     * Names both ends.
     *
     * @param stream the stream under test
     * @param far the other end
     * @param lose loses the connection
     */
    public StreamFarEnd(DuplexStream stream, DuplexStream far, Runnable lose) {
        this.stream = stream;
        this.far = far;
        this.lose = lose;
    }

    @Override
    public DuplexStream stream() {
        return stream;
    }

    @Override
    public void write(byte[] bytes) {
        far.send(Mono.just(ByteBuffer.wrap(bytes))).block(Waiting.SOON.multipliedBy(3));
    }

    @Override
    public synchronized byte[] read(int count) throws IOException {
        if (!reading) {
            reading = true;
            PipedOutputStream sink = new PipedOutputStream(received);
            // Lives as long as the connection: this is the place that owns the subscription.
            far.receive()
                    .publishOn(Schedulers.boundedElastic(), 1)
                    .subscribe(bytes -> put(sink, bytes), error -> finish(sink), () -> finish(sink));
        }
        byte[] bytes = received.readNBytes(count);
        if (bytes.length < count) {
            throw new EOFException("ended after " + bytes.length + " of " + count + " bytes");
        }
        return bytes;
    }

    @Override
    public void awaitEnd() {
        far.onClose().onErrorComplete().block(Waiting.SOON);
    }

    @Override
    public void end() {
        far.close().block(Waiting.SOON);
    }

    @Override
    public void lose() {
        lose.run();
    }

    @Override
    public void close() {
        stream.close().block(Waiting.SOON);
        far.close().block(Waiting.SOON);
    }

    private static void put(PipedOutputStream sink, ByteBuffer bytes) {
        try {
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(copy);
            sink.write(copy);
            sink.flush();
        } catch (IOException nobodyReads) {
            throw new UncheckedIOException(nobodyReads);
        }
    }

    private static void finish(PipedOutputStream sink) {
        try {
            sink.close();
        } catch (IOException nobodyReads) {
            throw new UncheckedIOException(nobodyReads);
        }
    }
}
