package io.arcconnect.testkit;

import io.arcconnect.spi.DuplexStream;
import io.arcconnect.spi.LocalConnection;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Optional;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A stream that looks like a connection to a local port. */
record AcceptedStream(DuplexStream stream, InetSocketAddress remoteAddress, InetSocketAddress localAddress)
        implements LocalConnection {

    AcceptedStream {
        Objects.requireNonNull(stream, "stream");
        Objects.requireNonNull(remoteAddress, "remoteAddress");
        Objects.requireNonNull(localAddress, "localAddress");
    }

    @Override
    public Flux<ByteBuffer> receive() {
        return stream.receive();
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
