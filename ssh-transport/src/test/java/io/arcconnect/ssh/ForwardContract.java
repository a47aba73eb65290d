package io.arcconnect.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.arcconnect.ArcMachine;
import io.arcconnect.ssh.SshServerUnderTest.Feature;
import io.arcconnect.tunnel.LocalPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** What forwards do on any server. */
interface ForwardContract {

    Duration LIMIT = Duration.ofSeconds(60);

    SshServerUnderTest server();

    ArcMachine machine();

    /** {@return what {@code localhost} and its port lead to, as the machine sees it} */
    AnsweringTarget target();

    @Test
    default void to_whenManyConnect_thenEachHasItsOwnConnectionAndHalfClosesAreKept() {
        LocalPort forward = open(forward().to("localhost", target().port()));

        List<String> answers = Flux.range(0, 24)
                .flatMapSequential(
                        i -> Mono.fromCallable(
                                        () -> Asking.port(forward.localAddress().getPort(), "question " + i))
                                .subscribeOn(Schedulers.boundedElastic()),
                        8)
                .collectList()
                .block(LIMIT);

        assertThat(answers)
                .containsExactlyElementsOf(
                        IntStream.range(0, 24).mapToObj(i -> "question " + i).toList());
        assertThat(forward.localAddress().getAddress().getHostAddress()).isEqualTo("127.0.0.1");
        assertThat(forward.counts().served()).isEqualTo(24);
        assertThat(forward.counts().toMachine()).isEqualTo(forward.counts().fromMachine());
        forward.close().block(LIMIT);
        forward.onClose().block(LIMIT);
    }

    @Test
    default void to_whenClosed_thenNothingListensAndOpenConnectionsEnd() throws Exception {
        LocalPort forward = open(forward().to("localhost", target().port()));
        int port = forward.localAddress().getPort();
        try (Socket connected = connected(port)) {
            Eventually.holds("it is served", LIMIT, () -> forward.counts().open() == 1);

            forward.close().block(LIMIT);

            assertThat(isEnded(connected)).isTrue();
        }
        Asking.awaitRefusal(port);
        Eventually.holds("nothing is open", LIMIT, () -> forward.counts().open() == 0);
    }

    @Test
    default void to_whenNothingListensThere_thenOnlyThatConnectionEnds() throws Exception {
        LocalPort forward = open(forward().to("localhost", closedPort()));

        String first = Asking.port(forward.localAddress().getPort(), "");
        String second = Asking.port(forward.localAddress().getPort(), "");

        assertThat(first + second).isEmpty();
        Eventually.holds("both failed", LIMIT, () -> forward.counts().failed() == 2);
        forward.close().block(LIMIT);
        forward.onClose().block(LIMIT);
    }

    @Test
    default void maxConnections_whenReached_thenOneMoreIsClosedAtOnce() throws Exception {
        LocalPort forward = open(forward().to("localhost", target().port()).maxConnections(1));
        int port = forward.localAddress().getPort();
        try (Socket first = connected(port)) {
            Eventually.holds("it is served", LIMIT, () -> forward.counts().open() == 1);

            try (Socket second = connected(port)) {
                assertThat(isEnded(second)).isTrue();
            }

            assertThat(Asking.over(first, "still served")).isEqualTo("still served");
            assertThat(forward.counts().refused()).isEqualTo(1);
        }
        forward.close().block(LIMIT);
    }

    @Test
    default void idle_whenNothingMoves_thenTheConnectionEndsAndTheForwardGoesOn() throws Exception {
        LocalPort forward = open(forward().to("localhost", target().port()).idle(Duration.ofMillis(200)));
        try (Socket silent = connected(forward.localAddress().getPort())) {

            assertThat(isEnded(silent)).isTrue();
        }
        Eventually.holds("it is gone", LIMIT, () -> forward.counts().open() == 0);
        assertThat(forward.counts().failed()).isZero();
        forward.close().block(LIMIT);
        forward.onClose().block(LIMIT);
    }

    @Test
    default void on_whenTwoForwardsShareASession_thenItStaysWhenOneIsClosed() throws Exception {
        SshSession session = machine().connect(server().ssh()).block(LIMIT);
        LocalForward description = forward().to("localhost", target().port());
        LocalPort one = description.on(session).block(LIMIT);
        LocalPort other = description.on(session).block(LIMIT);

        one.close().block(LIMIT);
        String answer = Asking.port(other.localAddress().getPort(), "on one session");
        session.close().block(LIMIT);
        other.onClose().block(LIMIT);

        assertThat(answer).isEqualTo("on one session");
        Asking.awaitRefusal(other.localAddress().getPort());
    }

    @Test
    default void localPort_whenTaken_thenTheErrorSaysSo() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {

            SshException error = catchThrowableOfType(
                    SshException.class, () -> open(forward().to("localhost", 1).localPort(taken.getLocalPort())));

            assertThat(error.reason()).isEqualTo(ForwardReason.LOCAL_PORT_IN_USE);
        }
    }

    @Test
    default void socks_whenAProgramNamesATarget_thenReachesItByName() throws Exception {
        LocalPort forward = open(forward().socks());
        Proxy proxy = new Proxy(Proxy.Type.SOCKS, forward.localAddress());
        try (Socket socket = new Socket(proxy)) {
            socket.setSoTimeout((int) LIMIT.toMillis());
            socket.connect(InetSocketAddress.createUnresolved("localhost", target().port()));

            String answer = Asking.over(socket, "by name");

            assertThat(answer).isEqualTo("by name");
        }
        forward.close().block(LIMIT);
    }

    @Test
    default void socks_whenTheTargetRefuses_thenTheProgramIsTold() throws Exception {
        LocalPort forward = open(forward().socks());
        int port = closedPort();
        try (Socket socket = new Socket(new Proxy(Proxy.Type.SOCKS, forward.localAddress()))) {

            IOException told = catchThrowableOfType(
                    IOException.class, () -> socket.connect(InetSocketAddress.createUnresolved("localhost", port)));

            assertThat(told).hasMessageContaining("refused");
        }
        forward.close().block(LIMIT);
    }

    @Test
    default void socks_whenSomethingElseIsSpoken_thenOnlyThatConnectionEnds() throws Exception {
        LocalPort forward = open(forward().socks());

        String answer = Asking.port(forward.localAddress().getPort(), "GET / HTTP/1.1\r\n\r\n");

        assertThat(answer).isEmpty();
        Eventually.holds("it failed", LIMIT, () -> forward.counts().failed() == 1);
        forward.close().block(LIMIT);
        forward.onClose().block(LIMIT);
    }

    @Test
    default void toSocket_whenSomethingListensThere_thenReachesIt(@TempDir Path directory) throws Exception {
        assumeTrue(server().features().contains(Feature.UNIX_SOCKETS), "skipped: the server has no such channels");
        Path path = directory.resolve("target");
        try (AnsweringTarget target = AnsweringTarget.onSocket(path)) {
            LocalPort forward = open(forward().toSocket(path.toString()));

            String answer = Asking.port(forward.localAddress().getPort(), "to a socket");

            assertThat(answer).isEqualTo("to a socket");
            assertThat(target.accepted()).isOne();
            forward.close().block(LIMIT);
        }
    }

    @Test
    default void toHere_whenTheMachineIsConnectedTo_thenReachesThisComputer() throws Exception {
        try (AnsweringTarget target = AnsweringTarget.echo()) {
            RemotePort forward = machine()
                    .connect(forward().toHere("localhost", target.port()))
                    .block(LIMIT);

            String first = Asking.chat(forward.port().orElseThrow(), "one");
            String second = Asking.chat(forward.port().orElseThrow(), "two");

            assertThat(first + second).isEqualTo("onetwo");
            assertThat(forward.counts().served()).isEqualTo(2);
            assertThat(forward.counts().fromMachine()).isEqualTo(6);
            forward.close().block(LIMIT);
            forward.onClose().block(LIMIT);
        }
    }

    @Test
    default void toHere_whenNothingListensHere_thenOnlyThatConnectionEnds() throws Exception {
        RemotePort forward =
                machine().connect(forward().toHere("localhost", closedPort())).block(LIMIT);

        String answer = Asking.chat(forward.port().orElseThrow(), "anybody?");

        assertThat(answer).isEmpty();
        Eventually.holds("it failed", LIMIT, () -> forward.counts().failed() == 1);
        forward.close().block(LIMIT);
        forward.onClose().block(LIMIT);
    }

    @Test
    default void toHandler_whenTooManyConnect_thenOneMoreIsClosedAtOnce() throws Exception {
        RemotePort forward = machine()
                .connect(forward().toHandler(Asking::chat).maxConnections(1))
                .block(LIMIT);
        int port = forward.port().orElseThrow();
        try (Socket first = connected(port)) {
            Eventually.holds("it is served", LIMIT, () -> forward.counts().open() == 1);

            try (Socket second = connected(port)) {
                assertThat(isEnded(second)).isTrue();
            }

            assertThat(first.isClosed()).isFalse();
            assertThat(forward.counts().refused()).isEqualTo(1);
        }
        forward.close().block(LIMIT);
    }

    private Forward forward() {
        return Forward.over(server().ssh());
    }

    private LocalPort open(LocalForward forward) {
        return machine().connect(forward).block(LIMIT);
    }

    private static Socket connected(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), port);
        socket.setSoTimeout((int) LIMIT.toMillis());
        return socket;
    }

    private static boolean isEnded(Socket socket) {
        try {
            return socket.getInputStream().read() < 0;
        } catch (java.net.SocketTimeoutException still) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    private static int closedPort() throws IOException {
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return gone.getLocalPort();
        }
    }
}
