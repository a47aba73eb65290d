package io.arcconnect.ssh;

import io.arcconnect.spi.DuplexStream;
import io.netty.buffer.Unpooled;
import io.netty.channel.socket.DuplexChannel;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.tcp.TcpClient;

/** A plain TCP connection as a stream: somebody else's transport, without the push side. */
record TcpStream(Connection connection) implements DuplexStream {

    static Mono<DuplexStream> to(InetSocketAddress address) {
        return TcpClient.newConnection().remoteAddress(() -> address).connect().map(TcpStream::new);
    }

    @Override
    public Flux<ByteBuffer> receive() {
        return connection.inbound().receive().asByteArray().map(ByteBuffer::wrap);
    }

    @Override
    public Mono<Void> send(Publisher<ByteBuffer> bytes) {
        return Flux.from(bytes)
                .concatMap(
                        chunk -> connection
                                .outbound()
                                .sendObject(Unpooled.copiedBuffer(chunk))
                                .then(),
                        1)
                .then();
    }

    @Override
    public Mono<Void> endOutput() {
        return Mono.fromRunnable(((DuplexChannel) connection.channel())::shutdownOutput);
    }

    @Override
    public Mono<Void> close() {
        return Mono.defer(() -> {
            connection.dispose();
            return connection.onDispose().onErrorComplete();
        });
    }

    @Override
    public Mono<Void> onClose() {
        return connection.onDispose();
    }
}
