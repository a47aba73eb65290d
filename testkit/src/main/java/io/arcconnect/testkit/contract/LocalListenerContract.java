package io.arcconnect.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.spi.DuplexStream;
import io.arcconnect.spi.LocalConnection;
import io.arcconnect.spi.LocalEndpoint;
import io.arcconnect.spi.LocalListener;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** What every {@link LocalListener} must do. Implement the two methods; the tests come along. */
@Timeout(120)
public interface LocalListenerContract {

    /** {@return the listener} */
    LocalListener listener();

    /**
     * Connects as a program of this computer does.
     *
     * @param address that was bound
     * @return the program's end
     */
    Mono<DuplexStream> connect(InetSocketAddress address);

    /** Port 0 is a port that was free, on loopback, and bytes go both ways. */
    @Test
    default void bind_whenPortZero_thenWhatAProgramSendsArrivesAndIsAnswered() {
        LocalEndpoint endpoint = bound(connection -> connection.send(connection.receive()));

        byte answer = ask(endpoint, 7);

        assertThat(answer).isEqualTo((byte) 7);
        assertThat(endpoint.localAddress().getAddress().isLoopbackAddress()).isTrue();
        assertThat(endpoint.localAddress().getPort()).isPositive();
        endpoint.close().block(Waiting.SOON);
    }

    /** A description binds nothing; each subscription binds a port of its own. */
    @Test
    default void bind_whenSubscribedTwice_thenTwoPorts() {
        Mono<LocalEndpoint> binding = listener().bind(loopback(0), connection -> Mono.empty());

        LocalEndpoint one = binding.blockOptional(Waiting.SOON).orElseThrow();
        LocalEndpoint other = binding.blockOptional(Waiting.SOON).orElseThrow();

        assertThat(one.localAddress()).isNotEqualTo(other.localAddress());
        one.close().block(Waiting.SOON);
        other.close().block(Waiting.SOON);
    }

    /** A port that somebody has is refused. */
    @Test
    default void bind_whenTaken_thenBindException() {
        LocalEndpoint first = bound(connection -> Mono.never());

        StepVerifier.create(listener().bind(first.localAddress(), connection -> Mono.never()))
                .expectError(BindException.class)
                .verify(Waiting.SOON);
        first.close().block(Waiting.SOON);
    }

    /** No other computer can ever connect. */
    @Test
    default void bind_whenTheAddressIsNotLoopback_thenIllegalArgument() throws Exception {
        InetSocketAddress outside =
                new InetSocketAddress(InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, 1}), 0);

        StepVerifier.create(Mono.defer(() -> listener().bind(outside, connection -> Mono.never())))
                .expectError(IllegalArgumentException.class)
                .verify(Waiting.SOON);
    }

    /** A connection knows both of its ends. */
    @Test
    default void onAccept_whenAProgramConnects_thenBothEndsAreKnown() throws Exception {
        CompletableFuture<LocalConnection> accepted = new CompletableFuture<>();
        LocalEndpoint endpoint = bound(connection -> {
            accepted.complete(connection);
            return Mono.never();
        });

        DuplexStream program =
                connect(endpoint.localAddress()).blockOptional(Waiting.SOON).orElseThrow();
        LocalConnection connection = Waiting.await(accepted);

        assertThat(connection.localAddress()).isEqualTo(endpoint.localAddress());
        assertThat(connection.remoteAddress().getAddress().isLoopbackAddress()).isTrue();
        program.close().block(Waiting.SOON);
        endpoint.close().block(Waiting.SOON);
    }

    /** What fails for one connection ends that one. */
    @Test
    default void onAccept_whenItFails_thenThatConnectionEndsAndTheNextIsServed() {
        AtomicInteger count = new AtomicInteger();
        LocalEndpoint endpoint = bound(connection -> count.getAndIncrement() == 0
                ? Mono.error(new IllegalStateException("as the test says"))
                : connection.send(connection.receive()));

        DuplexStream failed =
                connect(endpoint.localAddress()).blockOptional(Waiting.SOON).orElseThrow();
        failed.receive().then().onErrorComplete().block(Waiting.SOON);

        assertThat(ask(endpoint, 9)).isEqualTo((byte) 9);
        failed.close().block(Waiting.SOON);
        endpoint.close().block(Waiting.SOON);
    }

    /** The end of the work is the end of the connection. */
    @Test
    default void onAccept_whenItCompletes_thenTheConnectionIsClosed() {
        LocalEndpoint endpoint = bound(connection -> Mono.empty());

        DuplexStream program =
                connect(endpoint.localAddress()).blockOptional(Waiting.SOON).orElseThrow();

        program.receive().then().onErrorComplete().block(Waiting.SOON);
        program.close().block(Waiting.SOON);
        endpoint.close().block(Waiting.SOON);
    }

    /** Closing ends what was accepted, twice is once, and the port is free again. */
    @Test
    default void close_whenConnectionsAreOpen_thenTheyEndAndThePortIsFree() {
        LocalEndpoint endpoint = bound(connection -> connection.send(connection.receive()));
        DuplexStream program =
                connect(endpoint.localAddress()).blockOptional(Waiting.SOON).orElseThrow();

        endpoint.close().block(Waiting.SOON);
        endpoint.close().block(Waiting.SOON);

        program.receive().then().onErrorComplete().block(Waiting.SOON);
        StepVerifier.create(endpoint.onClose()).expectComplete().verify(Waiting.SOON);
        StepVerifier.create(connect(endpoint.localAddress())).expectError().verify(Waiting.SOON);
        program.close().block(Waiting.SOON);
    }

    private LocalEndpoint bound(Function<LocalConnection, Mono<Void>> onAccept) {
        return listener()
                .bind(loopback(0), onAccept)
                .blockOptional(Waiting.SOON)
                .orElseThrow();
    }

    private byte ask(LocalEndpoint endpoint, int value) {
        DuplexStream program =
                connect(endpoint.localAddress()).blockOptional(Waiting.SOON).orElseThrow();
        byte answer = program.send(Mono.just(ByteBuffer.wrap(new byte[] {(byte) value})))
                .then(program.receive().next())
                .map(ByteBuffer::get)
                .blockOptional(Waiting.SOON)
                .orElseThrow();
        program.close().block(Waiting.SOON);
        return answer;
    }

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }
}
