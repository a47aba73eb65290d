package io.arcconnect.tunnel;

import io.arcconnect.spi.LocalConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A connection without a socket, whose program never says anything that the test does not send. */
record FakeConnection(EchoStream stream, InetSocketAddress localAddress) implements LocalConnection {

    @Override
    public InetSocketAddress remoteAddress() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 50_000);
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
    public Mono<Void> close() {
        return stream.close();
    }

    @Override
    public Mono<Void> onClose() {
        return stream.onClose();
    }
}
