package io.arcconnect.internal.net;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arcconnect.spi.DuplexStream;
import io.arcconnect.spi.LocalConnection;
import io.arcconnect.spi.LocalEndpoint;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.resources.LoopResources;
import reactor.test.StepVerifier;
import reactor.util.retry.Retry;

class NettyLocalListenerTest {

    private static final Duration BOUND = Duration.ofSeconds(20);
    private static final int MIB = 1024 * 1024;

    /** More than the socket buffers of both ends of a loopback connection and the stream's own bound together. */
    private static final long MUCH = 24L * MIB;

    private final LoopResources loops = LoopResources.create("test-listener", 2, true);

    @AfterEach
    void disposeLoops() {
        loops.disposeLater(Duration.ZERO, BOUND).block(BOUND);
    }

    @Test
    void bind_whenPortZero_thenServesOnLoopback() throws IOException {
        LocalEndpoint endpoint = bind(stream -> stream.send(stream.receive()));

        try (Socket client = connect(endpoint)) {
            client.getOutputStream().write("hello".getBytes(UTF_8));
            String answer = new String(client.getInputStream().readNBytes(5), UTF_8);

            assertThat(answer).isEqualTo("hello");
        }
        assertThat(endpoint.localAddress().getAddress().isLoopbackAddress()).isTrue();
    }

    @Test
    void onAccept_whenAProgramConnects_thenBothEndsAreKnown() throws IOException {
        Sinks.One<List<InetSocketAddress>> ends = Sinks.one();
        LocalEndpoint endpoint = bind(connection -> {
            ends.tryEmitValue(List.of(connection.remoteAddress(), connection.localAddress()));
            return Mono.empty();
        });

        try (Socket client = connect(endpoint)) {
            List<InetSocketAddress> known = ends.asMono().block(BOUND);

            assertThat(known)
                    .containsExactly((InetSocketAddress) client.getLocalSocketAddress(), endpoint.localAddress());
        }
    }

    @Test
    void bind_whenTaken_thenBindException() {
        LocalEndpoint first = bind(stream -> Mono.never());

        Mono<LocalEndpoint> second = new NettyLocalListener(loops).bind(first.localAddress(), stream -> Mono.never());

        StepVerifier.create(second).expectError(BindException.class).verify(BOUND);
    }

    @Test
    void bind_whenNotLoopback_thenIllegalArgument() {
        InetSocketAddress everywhere = new InetSocketAddress("0.0.0.0", 0);

        Mono<LocalEndpoint> bound = new NettyLocalListener(loops).bind(everywhere, stream -> Mono.never());

        StepVerifier.create(bound).expectError(IllegalArgumentException.class).verify(BOUND);
    }

    @Test
    void receive_whenClientEndsItsOutput_thenCompletesAndTheAnswerStillArrives() throws IOException {
        LocalEndpoint endpoint = bind(stream -> length(stream)
                .flatMap(length -> stream.send(text("got " + length)))
                .then(stream.endOutput()));

        try (Socket client = connect(endpoint)) {
            client.getOutputStream().write(new byte[300_000]);
            client.shutdownOutput();
            String answer = new String(client.getInputStream().readAllBytes(), UTF_8);

            assertThat(answer).isEqualTo("got 300000");
        }
    }

    @Test
    void endOutput_whenCalled_thenClientSeesTheEndAndMayStillSend() throws IOException {
        Sinks.One<Long> received = Sinks.one();
        LocalEndpoint endpoint = bind(stream -> stream.send(text("bye"))
                .then(stream.endOutput())
                .then(length(stream))
                .doOnNext(received::tryEmitValue)
                .then());

        try (Socket client = connect(endpoint)) {
            String all = new String(client.getInputStream().readAllBytes(), UTF_8);
            client.getOutputStream().write(new byte[1000]);
            client.shutdownOutput();

            assertThat(all).isEqualTo("bye");
            assertThat(received.asMono().block(BOUND)).isEqualTo(1000);
        }
    }

    @Test
    void receive_whenNobodyAsks_thenTheClientIsSlowedDown() throws IOException {
        LocalEndpoint endpoint = bind(stream -> stream.receive().then());
        LocalEndpoint idle = bind(stream -> Mono.never());

        long takenByReader = writeUntilBlocked(endpoint);
        long takenByNobody = writeUntilBlocked(idle);

        assertThat(takenByReader).isEqualTo(4 * MUCH);
        assertThat(takenByNobody).isLessThan(MUCH);
    }

    @Test
    void send_whenTheClientReadsSlowly_thenTheSourceIsSlowedDown() throws IOException {
        AtomicLong made = new AtomicLong();
        Flux<ByteBuffer> source =
                Flux.range(0, 128).map(i -> ByteBuffer.allocate(MIB)).doOnNext(buffer -> made.addAndGet(MIB));
        LocalEndpoint endpoint = bind(stream -> stream.send(source).then(stream.endOutput()));

        try (Socket client = connect(endpoint)) {
            for (long read = 0; read < 128L * MIB; read += MIB) {
                client.getInputStream().readNBytes(MIB);
                assertThat(made.get() - read).isLessThan(MUCH);
            }

            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void receive_whenSubscribedTwice_thenIllegalState() throws IOException {
        Sinks.One<Throwable> second = Sinks.one();
        LocalEndpoint endpoint = bind(stream -> {
            Mono<Void> failing =
                    stream.receive().doOnError(second::tryEmitValue).then();
            return Mono.when(stream.receive().then(), failing);
        });

        try (Socket client = connect(endpoint)) {
            assertThat(second.asMono().block(BOUND)).isInstanceOf(IllegalStateException.class);
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void send_whenAnotherIsUnderWay_thenIllegalState() throws IOException {
        Sinks.One<Throwable> second = Sinks.one();
        LocalEndpoint endpoint = bind(stream ->
                Mono.when(stream.send(Flux.never()), stream.send(text("x")).doOnError(second::tryEmitValue)));

        try (Socket client = connect(endpoint)) {
            assertThat(second.asMono().block(BOUND)).isInstanceOf(IllegalStateException.class);
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void receive_whenTheConnectionIsReset_thenErrorAndOnCloseSaysWhy() throws IOException {
        Sinks.One<Throwable> received = Sinks.one();
        Sinks.One<Throwable> closed = Sinks.one();
        Sinks.Empty<Void> ready = Sinks.empty();
        LocalEndpoint endpoint = bind(stream -> {
            Mono<Void> end = stream.onClose().doOnError(closed::tryEmitValue).onErrorComplete();
            return stream.receive()
                    .doOnNext(first -> ready.tryEmitEmpty())
                    .doOnError(received::tryEmitValue)
                    .onErrorComplete()
                    .then(end);
        });

        Socket client = connect(endpoint);
        client.getOutputStream().write(1);
        ready.asMono().block(BOUND);
        client.setSoLinger(true, 0);
        client.close();

        assertThat(received.asMono().block(BOUND)).isInstanceOf(IOException.class);
        assertThat(closed.asMono().block(BOUND)).isInstanceOf(IOException.class);
    }

    @Test
    void onAccept_whenItFails_thenOnlyThatConnectionIsClosed() throws IOException {
        LocalEndpoint endpoint = bind(stream -> {
            throw new IllegalStateException("broken on purpose");
        });

        try (Socket one = connect(endpoint);
                Socket two = connect(endpoint)) {
            assertThat(one.getInputStream().read()).isEqualTo(-1);
            assertThat(two.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void close_whenConnectionsAreOpen_thenTheyAreCancelledAndClosed() throws IOException {
        Sinks.Empty<Void> accepted = Sinks.empty();
        Sinks.Empty<Void> cancelled = Sinks.empty();
        LocalEndpoint endpoint = bind(stream ->
                Mono.<Void>never().doOnSubscribe(s -> accepted.tryEmitEmpty()).doOnCancel(cancelled::tryEmitEmpty));

        try (Socket client = connect(endpoint)) {
            accepted.asMono().block(BOUND);
            endpoint.close().block(BOUND);
            endpoint.close().block(BOUND);

            endpoint.onClose().block(BOUND);
            cancelled.asMono().block(BOUND);
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
        assertThatThrownBy(() -> connect(endpoint)).isInstanceOf(ConnectException.class);
    }

    @Test
    void bind_whenCancelledAtOnce_thenNothingListens() {
        LocalEndpoint probe = bind(stream -> Mono.never());
        probe.close().block(BOUND);
        Mono<LocalEndpoint> bound = new NettyLocalListener(loops).bind(probe.localAddress(), stream -> Mono.never());

        StepVerifier.create(bound).thenCancel().verify(BOUND);

        StepVerifier.create(bound.retryWhen(Retry.fixedDelay(1_000, Duration.ofMillis(20))))
                .expectNextCount(1)
                .expectComplete()
                .verify(BOUND);
    }

    private LocalEndpoint bind(Function<LocalConnection, Mono<Void>> onAccept) {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        return new NettyLocalListener(loops)
                .bind(any, onAccept)
                .blockOptional(BOUND)
                .orElseThrow();
    }

    private static Socket connect(LocalEndpoint endpoint) throws IOException {
        Socket socket = new Socket();
        socket.setSoTimeout((int) BOUND.toMillis());
        socket.connect(endpoint.localAddress(), (int) BOUND.toMillis());
        return socket;
    }

    /** Writes up to four times {@link #MUCH}, and stops when the socket has taken nothing for half a second. */
    private static long writeUntilBlocked(LocalEndpoint endpoint) throws IOException {
        long written = 0;
        try (SocketChannel client = SocketChannel.open(endpoint.localAddress());
                Selector selector = Selector.open()) {
            client.configureBlocking(false);
            client.register(selector, SelectionKey.OP_WRITE);
            while (written < 4 * MUCH && selector.select(500) > 0) {
                selector.selectedKeys().clear();
                written += client.write(ByteBuffer.allocate((int) Math.min(MIB, 4 * MUCH - written)));
            }
        }
        return written;
    }

    private static Mono<Long> length(DuplexStream stream) {
        return stream.receive().map(ByteBuffer::remaining).reduce(0L, Long::sum);
    }

    private static Flux<ByteBuffer> text(String text) {
        return Flux.just(ByteBuffer.wrap(text.getBytes(UTF_8)));
    }

    @Test
    void close_whenComplete_thenThePortIsFreeAtOnce() {
        for (int i = 0; i < 300; i++) {
            LocalEndpoint endpoint = bind(stream -> Mono.never());

            endpoint.close().block(BOUND);

            assertThatThrownBy(() -> connect(endpoint)).isInstanceOf(ConnectException.class);
        }
    }
}
