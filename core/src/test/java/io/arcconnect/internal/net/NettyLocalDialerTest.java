package io.arcconnect.internal.net;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arcconnect.spi.DuplexStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class NettyLocalDialerTest {

    private static final Duration BOUND = Duration.ofSeconds(20);

    private final Network network = new Network(List.of());

    @AfterEach
    void end() {
        network.end().block(BOUND);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1"})
    void dial_whenSomethingListens_thenAHalfCloseReachesItAndItsAnswerComesBack(String host) throws IOException {
        try (ServerSocket target = target()) {
            DuplexStream stream =
                    network.localDialer().dial(host, target.getLocalPort()).block(BOUND);
            try (Socket there = target.accept()) {
                stream.send(Mono.just(ByteBuffer.wrap("question".getBytes(UTF_8))))
                        .then(stream.endOutput())
                        .block(BOUND);
                String question = new String(there.getInputStream().readAllBytes(), UTF_8);
                there.getOutputStream().write("answer".getBytes(UTF_8));
                there.shutdownOutput();

                String answer = stream.receive()
                        .map(bytes -> UTF_8.decode(bytes).toString())
                        .reduce("", String::concat)
                        .block(BOUND);

                assertThat(question).isEqualTo("question");
                assertThat(answer).isEqualTo("answer");
            }
            stream.onClose().block(BOUND);
        }
    }

    @Test
    void dial_whenNothingListens_thenAnIoException() throws IOException {
        int port;
        try (ServerSocket gone = target()) {
            port = gone.getLocalPort();
        }

        Mono<DuplexStream> dialed = network.localDialer().dial("127.0.0.1", port);

        StepVerifier.create(dialed).expectError(IOException.class).verify(BOUND);
    }

    @Test
    void dial_whenThePortIsNone_thenIllegalArgument() {
        assertThatThrownBy(() -> network.localDialer().dial("localhost", 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static ServerSocket target() throws IOException {
        ServerSocket target = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        target.setSoTimeout((int) BOUND.toMillis());
        return target;
    }
}
