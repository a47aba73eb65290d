package io.arcconnect.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.arcconnect.ArcMachine;
import io.arcconnect.error.ArcReason;
import io.arcconnect.ssh.SshServerUnderTest.Feature;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

/** What a session does with ports and sockets of a machine, on any server. */
interface ListenContract {

    Duration LIMIT = Duration.ofSeconds(60);

    SshServerUnderTest server();

    ArcMachine machine();

    @Test
    default void listen_whenTheMachineIsConnectedTo_thenEachConnectionIsServedHere() throws Exception {
        SshSession session = connect();
        RemoteEndpoint endpoint = session.listen("localhost", 0, Asking::chat).block(LIMIT);

        String first = Asking.chat(endpoint.port().orElseThrow(), "one");
        String second = Asking.chat(endpoint.port().orElseThrow(), "two");

        assertThat(first).isEqualTo("ONE");
        assertThat(second).isEqualTo("TWO");
        assertThat(endpoint.address()).isEqualTo("localhost:" + endpoint.port().orElseThrow());
        session.close().block(LIMIT);
    }

    @Test
    default void listen_whenAConnectionEndsItsOutput_thenTheAnswerStillArrives() throws Exception {
        assumeTrue(
                server().features().contains(Feature.HALF_CLOSED_LISTENING), "skipped: the server closes altogether");
        SshSession session = connect();
        RemoteEndpoint endpoint = session.listen("localhost", 0, Asking::answer).block(LIMIT);

        String answer = Asking.port(endpoint.port().orElseThrow(), "one");

        assertThat(answer).isEqualTo("ONE");
        session.close().block(LIMIT);
    }

    @Test
    default void listen_whenClosed_thenNobodyIsServedAndTheSessionGoesOn() throws Exception {
        SshSession session = connect();
        RemoteEndpoint endpoint = session.listen("localhost", 0, Asking::chat).block(LIMIT);
        int port = endpoint.port().orElseThrow();

        endpoint.close().block(LIMIT);

        endpoint.onClose().block(LIMIT);
        if (server().features().contains(Feature.CANCELS_CHOSEN_PORTS)) {
            Asking.awaitRefusal(port);
        }
        assertThat(isServed(port)).isFalse();
        assertThat(session.exec("echo on").block(LIMIT).stdout()).isEqualTo("on\n");
        session.close().block(LIMIT);
    }

    @Test
    default void listen_whenThePortIsTaken_thenRefused() throws Exception {
        SshSession session = connect();
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                ServerSocket also = alsoTaken(taken.getLocalPort())) {
            assertThat(also).isNotNull();

            SshException error = catchThrowableOfType(
                    SshException.class,
                    () -> session.listen("127.0.0.1", taken.getLocalPort(), stream -> Mono.never())
                            .block(LIMIT));

            assertThat(error.reason()).isEqualTo(ForwardReason.LISTEN_REFUSED);
            assertThat(error).hasMessageContaining("127.0.0.1:" + taken.getLocalPort());
        }
        session.close().block(LIMIT);
    }

    @Test
    default void listen_whenServingFails_thenThatConnectionEndsAndTheNextIsServed() throws Exception {
        SshSession session = connect();
        AtomicInteger count = new AtomicInteger();
        RemoteEndpoint endpoint = session.listen(
                        "localhost",
                        0,
                        stream -> count.getAndIncrement() == 0
                                ? Mono.error(new IllegalStateException("not this one"))
                                : Asking.chat(stream))
                .block(LIMIT);

        String first = Asking.chat(endpoint.port().orElseThrow(), "one");
        String second = Asking.chat(endpoint.port().orElseThrow(), "two");

        assertThat(first).isEmpty();
        assertThat(second).isEqualTo("TWO");
        session.close().block(LIMIT);
    }

    @Test
    default void listen_whenTheSessionIsClosed_thenTheEndpointEnds() throws Exception {
        SshSession session = connect();
        RemoteEndpoint endpoint =
                session.listen("localhost", 0, stream -> Mono.never()).block(LIMIT);

        session.close().block(LIMIT);

        endpoint.onClose().block(LIMIT);
        endpoint.close().block(LIMIT);
        Asking.awaitRefusal(endpoint.port().orElseThrow());
    }

    @Test
    default void openSocket_whenSomethingListens_thenAHalfCloseIsKept(@TempDir Path directory) throws Exception {
        assumeTrue(server().features().contains(Feature.UNIX_SOCKETS), "skipped: the server has no such channels");
        Path path = directory.resolve("target");
        try (AnsweringTarget target = AnsweringTarget.onSocket(path)) {

            String answer = machine()
                    .use(
                            server().ssh(),
                            session -> session.openSocket(path.toString())
                                    .flatMap(stream -> Asking.over(stream, "through a socket")))
                    .block(LIMIT);

            assertThat(answer).isEqualTo("through a socket");
            assertThat(target.accepted()).isOne();
        }
    }

    @Test
    default void openSocket_whenNothingListens_thenRefused(@TempDir Path directory) {
        SshException error = catchThrowableOfType(
                SshException.class,
                () -> machine()
                        .use(
                                server().ssh(),
                                session -> session.openSocket(
                                        directory.resolve("nobody").toString()))
                        .block(LIMIT));

        assertThat(error.reason())
                .isEqualTo(
                        server().features().contains(Feature.UNIX_SOCKETS)
                                ? ArcReason.STREAM_TARGET_REFUSED
                                : SshReason.CHANNEL_REFUSED);
    }

    @Test
    default void openSocket_whenThePathIsNotAbsolute_thenIllegalArgument() {
        SshSession session = connect();

        assertThatThrownBy(() -> session.openSocket("relative")).isInstanceOf(IllegalArgumentException.class);

        session.close().block(LIMIT);
    }

    @Test
    default void listenSocket_whenTheMachineIsConnectedTo_thenServedHere(@TempDir Path directory) throws Exception {
        assumeTrue(
                server().features().contains(Feature.LISTENING_SOCKETS), "skipped: the server has no such listening");
        SshSession session = connect();
        String path = directory.resolve("listening").toString();
        RemoteEndpoint endpoint = session.listenSocket(path, Asking::answer).block(LIMIT);

        try (SocketChannel there = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            there.connect(UnixDomainSocketAddress.of(path));
            there.write(ByteBuffer.wrap("hello".getBytes(StandardCharsets.UTF_8)));
            there.shutdownOutput();
            String answer = new String(Channels.newInputStream(there).readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer).isEqualTo("HELLO");
        }
        assertThat(endpoint.address()).isEqualTo(path);
        assertThat(endpoint.port()).isEmpty();
        session.close().block(LIMIT);
    }

    private SshSession connect() {
        return machine().connect(server().ssh()).block(LIMIT);
    }

    /** dropbear is content with one of the two addresses of localhost. */
    private static ServerSocket alsoTaken(int port) throws IOException {
        try {
            return new ServerSocket(port, 1, InetAddress.getByName("::1"));
        } catch (IOException noSuchAddress) {
            return new ServerSocket();
        }
    }

    private static boolean isServed(int port) {
        try {
            return Asking.chat(port, "x").equals("X");
        } catch (IOException refused) {
            return false;
        }
    }
}
