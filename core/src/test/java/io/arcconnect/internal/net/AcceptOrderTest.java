package io.arcconnect.internal.net;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arcconnect.spi.LocalConnection;
import io.arcconnect.spi.LocalEndpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.netty.resources.LoopResources;
import reactor.test.StepVerifier;

class AcceptOrderTest {

    private static final Duration BOUND = Duration.ofSeconds(20);

    private final LoopResources loops = LoopResources.create("test-order", 2, true);
    private final Arrivals<LocalConnection> accepted = new Arrivals<>(BOUND);

    @AfterEach
    void disposeLoops() {
        loops.disposeLater(Duration.ZERO, BOUND).block(BOUND);
    }

    /** What the system tells of both addresses is about the later one by then: one may not pass for the other. */
    @Test
    void settled_whenALaterConnectionHasTheSameAddresses_thenTheEarlierIsOverAndItsBytesAreDropped() throws Exception {
        LocalEndpoint endpoint = bind();
        int port;
        try (Socket client = connectFrom(endpoint, 0)) {
            client.getOutputStream().write("of another".getBytes(UTF_8));
            client.setSoLinger(true, 0);
            port = client.getLocalPort();
        }
        LocalConnection earlier = take();
        try (Socket client = connectFrom(endpoint, port)) {
            client.getOutputStream().write("mine".getBytes(UTF_8));
            LocalConnection later = take();

            later.settled().block(BOUND);
            earlier.settled().block(BOUND);

            assertThat(earlier.remoteAddress()).isEqualTo(later.remoteAddress());
            assertThatThrownBy(() -> earlier.onClose().block(BOUND)).hasMessageContaining("another connection");
            StepVerifier.create(earlier.receive())
                    .expectError(IOException.class)
                    .verify(BOUND);
            StepVerifier.create(later.receive()
                            .next()
                            .map(bytes -> UTF_8.decode(bytes).toString()))
                    .expectNext("mine")
                    .expectComplete()
                    .verify(BOUND);
        }
    }

    @Test
    void settled_whenTheEarlierHasEndedInOrder_thenNothingIsWrongWithEither() throws Exception {
        LocalEndpoint endpoint = bind();
        int port;
        try (Socket client = connectFrom(endpoint, 0)) {
            port = client.getLocalPort();
            LocalConnection earlier = take();
            client.shutdownOutput();
            earlier.close().block(BOUND);
            earlier.onClose().block(BOUND);
        }
        try (Socket client = connectFrom(endpoint, port)) {
            LocalConnection later = take();

            later.settled().block(BOUND);
            client.shutdownOutput();

            StepVerifier.create(later.receive()).expectComplete().verify(BOUND);
        }
    }

    @Test
    void settled_whenTheLoopsHaveEnded_thenCompletes() throws Exception {
        try (Socket client = connectFrom(bind(), 0)) {
            LocalConnection connection = take();
            loops.disposeLater(Duration.ZERO, BOUND).block(BOUND);

            StepVerifier.create(connection.settled()).expectComplete().verify(BOUND);
            assertThat(client.getLocalPort())
                    .isEqualTo(connection.remoteAddress().getPort());
        }
    }

    private LocalEndpoint bind() {
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        return new NettyLocalListener(loops)
                .bind(anyPort, connection -> {
                    accepted.add(connection);
                    return Mono.never();
                })
                .blockOptional(BOUND)
                .orElseThrow();
    }

    private LocalConnection take() throws InterruptedException {
        return accepted.next();
    }

    private static Socket connectFrom(LocalEndpoint endpoint, int port) throws IOException {
        Socket client = new Socket();
        client.setReuseAddress(true);
        client.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        client.connect(endpoint.localAddress());
        return client;
    }
}
