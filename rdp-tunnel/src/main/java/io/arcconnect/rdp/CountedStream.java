package io.arcconnect.rdp;

import io.arcconnect.spi.DuplexStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A stream whose received bytes are counted. */
record CountedStream(DuplexStream stream, LongConsumer received) implements DuplexStream {

    @Override
    public Flux<ByteBuffer> receive() {
        return stream.receive().doOnNext(bytes -> received.accept(bytes.remaining()));
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
