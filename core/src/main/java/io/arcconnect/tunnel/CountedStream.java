package io.arcconnect.tunnel;

import io.arcconnect.spi.DuplexStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A stream whose bytes are counted, in both directions. */
record CountedStream(DuplexStream stream, LongConsumer received, LongConsumer sent) implements DuplexStream {

    @Override
    public Flux<ByteBuffer> receive() {
        return stream.receive().doOnNext(bytes -> received.accept(bytes.remaining()));
    }

    @Override
    public Mono<Void> send(Publisher<ByteBuffer> bytes) {
        return stream.send(Flux.from(bytes).doOnNext(chunk -> sent.accept(chunk.remaining())));
    }

    @Override
    public Mono<Void> endOutput() {
        return stream.endOutput();
    }

    @Override
    public DuplexStream onEventLoop() {
        return new CountedStream(stream.onEventLoop(), received, sent);
    }

    @Override
    public Optional<String> trackingId() {
        return stream.trackingId();
    }

    @Override
    public Mono<Void> close() {
        return stream.close();
    }

    @Override
    public Mono<Void> onClose() {
        return stream.onClose();
    }
}
