package io.arcconnect.ssh.internal.socks;

import io.arcconnect.spi.DuplexStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A stream of which something was received already. */
record RestOfStream(DuplexStream stream, ByteBuffer first, Flux<ByteBuffer> others) implements DuplexStream {

    @Override
    public Flux<ByteBuffer> receive() {
        return first.hasRemaining() ? Flux.just(first).concatWith(others) : others;
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
