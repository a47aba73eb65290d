package io.arcconnect.testkit.contract;

import io.arcconnect.internal.net.NettyLocalListener;
import io.arcconnect.spi.DuplexStream;
import io.arcconnect.spi.LocalEndpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.resources.LoopResources;

/** A connection that a local port accepted. */
class LocalStreamTest implements DuplexStreamContract {

    private final LoopResources loops = LoopResources.create("test-local", 2, true);

    @AfterEach
    void disposeLoops() {
        loops.disposeLater(Duration.ZERO, Waiting.SOON).block(Waiting.SOON);
    }

    @Override
    public FarEnd connect() throws IOException {
        Sinks.One<DuplexStream> accepted = Sinks.one();
        LocalEndpoint endpoint = new NettyLocalListener(loops)
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), stream -> {
                    accepted.tryEmitValue(stream);
                    return Mono.never();
                })
                .blockOptional(Waiting.SOON)
                .orElseThrow();
        Socket client = new Socket(
                endpoint.localAddress().getAddress(), endpoint.localAddress().getPort());
        return new Client(accepted.asMono().blockOptional(Waiting.SOON).orElseThrow(), client);
    }

    private static final class Client implements FarEnd {

        private final SocketFarEnd socket;

        Client(DuplexStream stream, Socket client) throws IOException {
            this.socket = new SocketFarEnd(stream, client);
        }

        @Override
        public DuplexStream stream() {
            return socket.stream();
        }

        @Override
        public void write(byte[] bytes) throws IOException {
            socket.write(bytes);
        }

        @Override
        public byte[] read(int count) throws IOException {
            return socket.read(count);
        }

        @Override
        public void awaitEnd() throws IOException {
            socket.awaitEnd();
        }

        /** TCP has half-close: a connection has ended in order when both sides have said so. */
        @Override
        public void end() throws IOException {
            socket.end();
            stream().endOutput().block(Waiting.SOON);
        }

        @Override
        public void lose() throws IOException {
            socket.lose();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
