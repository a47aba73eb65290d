package io.arcconnect.rdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arcconnect.error.ArcReason;
import io.arcconnect.error.Failure;
import io.arcconnect.error.ProtocolException;
import io.arcconnect.error.RelayException;
import io.arcconnect.error.Stage;
import io.arcconnect.spi.event.ActionEndedEvent;
import io.arcconnect.spi.event.ActionOutcome;
import io.arcconnect.spi.event.TunnelEvent;
import io.arcconnect.tunnel.LocalAccess;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

class RdpTest {

    private static final Duration BOUND = Duration.ofSeconds(20);

    private final EchoMachine machine = new EchoMachine();
    private final Rdp rdp = Rdp.over(machine.carrier());

    @AfterEach
    void dispose() {
        machine.dispose();
    }

    @Test
    void open_whenAClientConnects_thenItTalksToPort3389OnTheMachine() throws Exception {
        RdpTunnel tunnel = open(rdp);
        byte[] sent = new byte[1_000_000];
        new Random(7).nextBytes(sent);

        byte[] received = echo(tunnel, sent);

        assertThat(received).isEqualTo(sent);
        assertThat(tunnel.localAddress().getAddress().getHostAddress()).isEqualTo("127.0.0.1");
        assertThat(tunnel)
                .hasToString("RdpTunnel[127.0.0.1:" + tunnel.localAddress().getPort() + "]");
        assertThat(machine.opened).containsExactly("localhost:3389", "localhost:3389");
    }

    @Test
    void close_whenBytesWereCarried_thenOneActionWithWhoWhereAndHowMuch() throws Exception {
        RdpTunnel tunnel = open(rdp);
        echo(tunnel, new byte[100_000]);

        tunnel.close().block(BOUND);

        ActionEndedEvent ended = machine.events.stream()
                .filter(ActionEndedEvent.class::isInstance)
                .map(ActionEndedEvent.class::cast)
                .findFirst()
                .orElseThrow();
        assertThat(ended.action().kind()).isEqualTo("rdp");
        assertThat(ended.action().user()).contains("ada");
        assertThat(ended.action().target()).contains("localhost:3389");
        assertThat(ended.outcome()).isEqualTo(ActionOutcome.completed());
        assertThat(ended.machine()).contains(EchoMachine.ID);
        assertThat(ended.trackingId()).contains("tracking-1");
        assertThat(ended.bytesIn()).isEqualTo(100_000);
        assertThat(ended.bytesOut()).isEqualTo(100_000);
    }

    @Test
    void open_whenTheTargetRefuses_thenTheActionFailsWithTheReason() {
        machine.beforeOpen = Mono.error(refusal(ArcReason.STREAM_TARGET_REFUSED));

        rdp.open(machine).onErrorComplete().block(BOUND);

        assertThat(machine.events)
                .last()
                .isInstanceOfSatisfying(
                        ActionEndedEvent.class,
                        ended -> assertThat(ended.outcome().reason()).contains("rdp.target_refused"));
    }

    @Test
    void open_whenPortsAreGiven_thenTheyAreUsed() throws Exception {
        RdpTunnel first = open(rdp);
        int port = first.localAddress().getPort();
        first.close().block(BOUND);
        EchoMachine other = new EchoMachine();

        RdpTunnel tunnel = Rdp.over(other.carrier())
                .localPort(port)
                .targetPort(3390)
                .open(other)
                .blockOptional(BOUND)
                .orElseThrow();

        assertThat(tunnel.localAddress().getPort()).isEqualTo(port);
        assertThat(other.opened).containsExactly("localhost:3390");
        tunnel.close().block(BOUND);
        other.dispose();
    }

    @Test
    void open_whenTheTargetRefuses_thenTargetRefusedWithMachineAndRemedyAndTheCarrierIsClosed() {
        machine.beforeOpen = Mono.error(refusal(ArcReason.STREAM_TARGET_REFUSED));

        Mono<RdpTunnel> opened = rdp.open(machine);

        StepVerifier.create(opened)
                .expectErrorSatisfies(error -> assertThat(error)
                        .isInstanceOfSatisfying(RdpException.class, refused -> {
                            assertThat(refused.reason()).isEqualTo(RdpReason.TARGET_REFUSED);
                            assertThat(refused.stage()).isEqualTo(Stage.CHANNEL);
                            assertThat(refused.machine()).contains(EchoMachine.ID);
                        })
                        .hasMessageStartingWith(
                                "rdp.target_refused win-01: nothing listens on port 3389 (Remote Desktop is off, or has"
                                        + " another port). As the message says: turn on Remote")
                        .hasMessageEndingWith("[port=3389 found=nothing]")
                        .hasCauseInstanceOf(ProtocolException.class))
                .verify(BOUND);
        machine.onClose().block(BOUND);
    }

    @Test
    void open_whenTheConnectionIsLostMeanwhile_thenItsOwnReason() {
        machine.beforeOpen = Mono.error(
                new RelayException(Failure.of(ArcReason.RELAY_CONNECTION_LOST, Stage.DIAL, "reset on purpose")));

        Mono<RdpTunnel> opened = rdp.open(machine);

        StepVerifier.create(opened)
                .expectErrorSatisfies(error -> assertThat(error).isInstanceOf(RelayException.class))
                .verify(BOUND);
        machine.onClose().block(BOUND);
    }

    @Test
    void open_whenTheLocalPortIsTaken_thenLocalPortInUseAndTheCarrierIsClosed() {
        EchoMachine other = new EchoMachine();
        RdpTunnel taken =
                Rdp.over(other.carrier()).open(other).blockOptional(BOUND).orElseThrow();

        Mono<RdpTunnel> opened = rdp.localPort(taken.localAddress().getPort()).open(machine);

        StepVerifier.create(opened)
                .expectErrorSatisfies(error -> assertThat(error).isInstanceOfSatisfying(RdpException.class, inUse -> {
                    assertThat(inUse.reason()).isEqualTo(RdpReason.LOCAL_PORT_IN_USE);
                    assertThat(inUse.stage()).isEqualTo(Stage.LOCAL);
                }))
                .verify(BOUND);
        machine.onClose().block(BOUND);
        taken.close().block(BOUND);
        other.dispose();
    }

    @Test
    void open_whenCancelledWhileProbing_thenTheCarrierIsClosed() {
        Sinks.Empty<Void> probing = Sinks.empty();
        machine.beforeOpen = Mono.<Void>never().doOnSubscribe(s -> probing.tryEmitEmpty());

        StepVerifier.create(rdp.open(machine))
                .expectSubscription()
                .then(() -> probing.asMono().block(BOUND))
                .thenCancel()
                .verify(BOUND);

        machine.onClose().block(BOUND);
    }

    @Test
    void close_whenCalledTwice_thenConnectionsListenerAndCarrierAreClosed() throws Exception {
        RdpTunnel tunnel = open(rdp);

        try (Socket client = connect(tunnel)) {
            client.getOutputStream().write(1);
            assertThat(client.getInputStream().read()).isEqualTo(1);
            tunnel.close().block(BOUND);
            tunnel.close().block(BOUND);

            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
        tunnel.onClose().block(BOUND);
        machine.onClose().block(BOUND);
        assertThatThrownBy(() -> connect(tunnel)).isInstanceOf(ConnectException.class);
    }

    @Test
    void serve_whenTheCarrierWasLost_thenTheNextConnectionGetsAnotherAtTheSamePort() throws Exception {
        RdpTunnel tunnel = open(rdp.access(LocalAccess.anyLocal()));
        try (Socket client = connect(tunnel)) {
            client.getOutputStream().write(1);
            assertThat(client.getInputStream().read()).isEqualTo(1);

            machine.lose(new IOException("pulled the plug"));

            assertThat(isEnded(client)).isTrue();
        }

        assertThat(echo(tunnel, new byte[] {1, 2, 3})).containsExactly(1, 2, 3);
        assertThat(machine.dials).hasValue(2);
        assertThat(machine.steps())
                .containsExactly(
                        TunnelEvent.Step.OPENED, TunnelEvent.Step.CARRIER_LOST, TunnelEvent.Step.CARRIER_RENEWED);
        tunnel.close().block(BOUND);
        tunnel.onClose().block(BOUND);
    }

    @Test
    void maxConnections_whenReached_thenOneMoreIsClosedAtOnce() throws Exception {
        RdpTunnel tunnel = open(rdp.maxConnections(1));
        try (Socket first = connect(tunnel)) {
            first.getOutputStream().write(1);
            assertThat(first.getInputStream().read()).isEqualTo(1);

            try (Socket second = connect(tunnel)) {
                assertThat(isEnded(second)).isTrue();
            }

            assertThat(tunnel.counts().refusedByLimit()).isEqualTo(1);
            assertThat(tunnel.connections()).hasSize(1);
        }
    }

    @Test
    void endWhenUnused_whenNobodyConnects_thenItEndsInOrder() {
        RdpTunnel tunnel = open(rdp.endWhenUnused(Duration.ofMillis(100)));

        tunnel.onClose().block(BOUND);

        machine.onClose().block(BOUND);
        assertThat(machine.steps()).containsExactly(TunnelEvent.Step.OPENED, TunnelEvent.Step.CLOSED);
    }

    @Test
    void serve_whenTheTargetRefusesLater_thenThatConnectionIsClosedAndTheTunnelStays() throws Exception {
        RdpTunnel tunnel = open(rdp);
        machine.beforeOpen = Mono.error(new IllegalStateException("connect failed"));

        try (Socket client = connect(tunnel)) {
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
        machine.beforeOpen = Mono.empty();

        assertThat(echo(tunnel, new byte[] {1, 2, 3})).containsExactly(1, 2, 3);
    }

    @Test
    void ports_whenOutOfRange_thenIllegalArgument() {
        assertThatThrownBy(() -> rdp.localPort(65_536)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> rdp.localPort(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> rdp.targetPort(0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static boolean isEnded(Socket client) throws IOException {
        try {
            return client.getInputStream().read() == -1;
        } catch (SocketException reset) {
            return true;
        }
    }

    private static ProtocolException refusal(ArcReason reason) {
        return new ProtocolException(Failure.of(reason, Stage.CHANNEL, "refused on purpose"));
    }

    private RdpTunnel open(Rdp protocol) {
        return protocol.open(machine).blockOptional(BOUND).orElseThrow();
    }

    private static byte[] echo(RdpTunnel tunnel, byte[] bytes) throws Exception {
        try (Socket client = connect(tunnel)) {
            CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> sendAndEnd(client, bytes));
            byte[] received = client.getInputStream().readAllBytes();
            sent.get();
            return received;
        }
    }

    private static void sendAndEnd(Socket client, byte[] bytes) {
        try {
            OutputStream out = client.getOutputStream();
            out.write(bytes);
            client.shutdownOutput();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Socket connect(RdpTunnel tunnel) throws IOException {
        InetSocketAddress address = tunnel.localAddress();
        Socket socket = new Socket();
        socket.setSoTimeout((int) BOUND.toMillis());
        socket.connect(address, (int) BOUND.toMillis());
        return socket;
    }
}
