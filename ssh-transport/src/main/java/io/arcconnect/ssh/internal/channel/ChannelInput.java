package io.arcconnect.ssh.internal.channel;

import io.arcconnect.spi.StreamEnd;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.core.publisher.Sinks.EmitResult;

/** One output of the machine: what has arrived and nobody has taken yet. The channel's window bounds it. */
public final class ChannelInput {

    private final WindowCredit credit;
    private final Sinks.Many<ByteBuffer> chunks = Sinks.many().unicast().onBackpressureBuffer();
    private final AtomicLong uncredited = new AtomicLong();
    private final AtomicReference<@Nullable StreamEnd> end = new AtomicReference<>();

    ChannelInput(WindowCredit credit) {
        this.credit = credit;
    }

    /** Takes bytes from the decoder, which reuses its array. Called by one thread at a time. */
    public void accept(byte[] data, int offset, int length) {
        ByteBuffer copy = ByteBuffer.allocate(length).put(data, offset, length).flip();
        uncredited.addAndGet(length);
        if (chunks.tryEmitNext(copy) != EmitResult.OK) {
            creditRest();
        }
        tellEnd();
    }

    /** Ends it, from any thread. The first end counts. */
    void end(@Nullable Throwable cause) {
        if (end.compareAndSet(null, cause == null ? StreamEnd.orderly() : StreamEnd.lost(cause))) {
            tellEnd();
        }
    }

    /** The sink refuses an end that meets a chunk; whoever emits the chunk looks again afterwards. */
    private void tellEnd() {
        StreamEnd known = end.get();
        if (known != null) {
            known.cause().ifPresentOrElse(chunks::tryEmitError, chunks::tryEmitComplete);
        }
    }

    /** Everything, giving credit as it is emitted; what is cancelled is credited and dropped. */
    public Flux<ByteBuffer> flux() {
        return chunks.asFlux()
                .map(chunk -> {
                    int size = chunk.remaining();
                    uncredited.addAndGet(-size);
                    credit.give(size);
                    return chunk;
                })
                .doOnCancel(this::creditRest);
    }

    private void creditRest() {
        long rest = uncredited.getAndSet(0);
        if (rest > 0) {
            credit.give(rest);
        }
    }
}
