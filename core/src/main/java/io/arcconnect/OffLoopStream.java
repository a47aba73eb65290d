package io.arcconnect;

import io.arcconnect.spi.DuplexStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** A stream whose signals reach the user's code, and ask it for more, where it may block, and never on an I/O thread. */
record OffLoopStream(DuplexStream stream, Scheduler scheduler) implements DuplexStream {

    /** Chunks on their way from the I/O thread to the user's: few, because each may have 64 KiB. */
    private static final int PREFETCH = 16;

    /** Chunks asked of the user at once, so that not every one costs a change of threads. */
    private static final int ASKED_FOR = 8;

    @Override
    public Flux<ByteBuffer> receive() {
        return stream.receive().publishOn(scheduler, PREFETCH);
    }

    @Override
    public Mono<Void> send(Publisher<ByteBuffer> bytes) {
        return stream.send(Flux.from(bytes).subscribeOn(scheduler).limitRate(ASKED_FOR))
                .publishOn(scheduler);
    }

    @Override
    public Mono<Void> endOutput() {
        return stream.endOutput().publishOn(scheduler);
    }

    @Override
    public Optional<String> trackingId() {
        return stream.trackingId();
    }

    @Override
    public Mono<Void> close() {
        return told(stream.close());
    }

    @Override
    public Mono<Void> onClose() {
        return told(stream.onClose());
    }

    /** On the scheduler or, when that has ended with its {@code ArcConnect}, where the end is known. */
    private Mono<Void> told(Mono<Void> end) {
        return Mono.defer(() -> scheduler.isDisposed() ? end : end.publishOn(scheduler));
    }
}
