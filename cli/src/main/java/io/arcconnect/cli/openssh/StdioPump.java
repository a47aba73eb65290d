package io.arcconnect.cli.openssh;

import io.arcconnect.spi.DuplexStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SynchronousSink;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Joins standard input and output to a stream, byte by byte, as {@code ProxyCommand} of OpenSSH wants it. Reading and
 * writing block the stream's own threads for users' code, one each, and both ways are bounded by what the other side takes.
 */
public final class StdioPump {

    /** As much as a pipe of Linux holds. */
    private static final int CHUNK = 64 * 1024;

    /** How long the machine may be silent after the end of the input. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final InputStream in;
    private final PrintStream out;
    private final Scheduler timer;
    private final AtomicLong received = new AtomicLong();
    private final AtomicBoolean writing = new AtomicBoolean();

    /**
     * A pump that is used once.
     *
     * @param in what is sent, until its end
     * @param out where the received goes, until it cannot be written to
     */
    public StdioPump(InputStream in, PrintStream out) {
        this(in, out, Schedulers.parallel());
    }

    StdioPump(InputStream in, PrintStream out, Scheduler timer) {
        this.in = in;
        this.out = out;
        this.timer = timer;
    }

    /**
     * Carries bytes both ways. The end of the input is passed on where the stream has a half-close. A relay has none, and
     * nobody tells it when {@code ssh} is killed; so from then on the other side may finish what it says, and the stream is
     * given up once nothing has come for 10 to 20 seconds.
     *
     * <p><b>Subscribing</b> reads. <b>Completion:</b> the stream has ended in order, nobody reads the output any more, or the
     * input has ended and the other side is silent. <b>Error:</b> the loss of the stream. <b>Cancel</b> stops; a read of the
     * input that is under way goes on, and what it gets is lost.
     *
     * @param stream open; it is not closed
     * @return the end
     */
    public Mono<Void> join(DuplexStream stream) {
        Mono<Void> down = stream.receive().handle(this::write).then();
        Mono<Void> up = stream.send(Flux.generate(() -> new byte[CHUNK], this::read))
                .then(Mono.defer(stream::endOutput))
                // The end of the stream is what the other direction tells.
                .onErrorResume(lost -> Mono.never());
        return Mono.firstWithSignal(down, up.then(silence()));
    }

    private byte[] read(byte[] buffer, SynchronousSink<ByteBuffer> sink) {
        int length = readInto(buffer);
        if (length < 0) {
            sink.complete();
        } else {
            sink.next(ByteBuffer.wrap(Arrays.copyOf(buffer, length)));
        }
        return buffer;
    }

    /** An input that cannot be read has nobody behind it any more. */
    private int readInto(byte[] buffer) {
        try {
            return in.read(buffer);
        } catch (IOException gone) {
            return -1;
        }
    }

    private void write(ByteBuffer bytes, SynchronousSink<Void> sink) {
        received.incrementAndGet();
        writing.set(true);
        out.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
        // This flushes, too.
        boolean isGone = out.checkError();
        writing.set(false);
        if (isGone) {
            sink.complete();
        }
    }

    private Mono<Void> silence() {
        return Flux.interval(PATIENCE, timer).filter(tick -> isSilent()).next().then();
    }

    private boolean isSilent() {
        return received.getAndSet(0) == 0 && !writing.get();
    }
}
