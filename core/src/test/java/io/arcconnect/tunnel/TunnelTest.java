package io.arcconnect.tunnel;

import static io.arcconnect.tunnel.Loopback.BOUND;
import static io.arcconnect.tunnel.Loopback.chat;
import static io.arcconnect.tunnel.Loopback.connect;
import static io.arcconnect.tunnel.Loopback.echo;
import static io.arcconnect.tunnel.Loopback.isEnded;
import static io.arcconnect.tunnel.Loopback.open;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arcconnect.error.ProtocolException;
import io.arcconnect.spi.StreamOpener;
import io.arcconnect.spi.event.TunnelEvent;
import java.net.ConnectException;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

class TunnelTest {

    private final Loopback loopback = new Loopback();
    private final TestRoute route = loopback.route();
    private final FakeDials dials = new FakeDials();
    private final Tunnel<StreamOpener> tunnel =
            Tunnel.over(dials).to("db", 5432).access(LocalAccess.anyLocal());

    @AfterEach
    void stop() {
        loopback.close();
    }

    @Test
    void to_whenClientsConnect_thenEachReachesTheTargetAndItsHalfCloseIsKept() throws Exception {
        LocalPort port = open(tunnel, route);
        byte[] much = new byte[1_000_000];
        new Random(7).nextBytes(much);

        byte[] first = echo(port, much);
        byte[] second = echo(port, new byte[] {1, 2, 3});

        assertThat(first).isEqualTo(much);
        assertThat(second).containsExactly(1, 2, 3);
        assertThat(port.localAddress().getAddress().getHostAddress()).isEqualTo("127.0.0.1");
        assertThat(dials.latest().opened).containsExactly("db:5432", "db:5432");
    }

    @Test
    void to_whenOnlyAPortIsNamed_thenItIsTheMachinesOwn() throws Exception {
        LocalPort port = open(Tunnel.over(dials).to(5900).access(LocalAccess.anyLocal()), route);

        echo(port, new byte[] {1});

        assertThat(dials.latest().opened).containsExactly("localhost:5900");
    }

    @Test
    void counts_whenConnectionsCarryBytes_thenTheTotalsAreTheSumOfEach() throws Exception {
        LocalPort port = open(tunnel, route);
        try (Socket one = connect(port);
                Socket other = connect(port)) {
            chat(one, new byte[1_000]);
            chat(other, new byte[300]);

            List<OpenConnection> open = port.connections();

            assertThat(open)
                    .extracting(OpenConnection::peer)
                    .containsExactlyInAnyOrder(
                            Optional.of((java.net.InetSocketAddress) one.getLocalSocketAddress()),
                            Optional.of((java.net.InetSocketAddress) other.getLocalSocketAddress()));
            assertThat(open).extracting(OpenConnection::toMachine).containsExactlyInAnyOrder(1_000L, 300L);
            assertThat(open).extracting(OpenConnection::fromMachine).containsExactlyInAnyOrder(1_000L, 300L);
        }
        Loopback.await(() -> port.connections().isEmpty());
        assertThat(port.counts()).isEqualTo(new PortCounts(0, 2, 0, 0, 0, 1_300, 1_300));
    }

    @Test
    void action_whenTheTunnelEnds_thenOneRecordOfAllThatWentThrough() throws Exception {
        LocalPort port = open(tunnel.action("database"), route);
        echo(port, new byte[700]);
        echo(port, new byte[42]);

        port.close().block(BOUND);

        assertThat(route.ended()).singleElement().satisfies(ended -> {
            assertThat(ended.action().kind()).isEqualTo("database");
            assertThat(ended.action().user()).contains("ada");
            assertThat(ended.action().target()).contains("db:5432");
            assertThat(ended.bytesIn()).isEqualTo(742);
            assertThat(ended.bytesOut()).isEqualTo(742);
            assertThat(ended.outcome()).hasToString("completed");
            assertThat(ended.trackingId()).contains("session-1");
        });
    }

    @Test
    void onClose_whenTheSessionIsLost_thenItsCauseAndNothingListens() throws Exception {
        LocalPort port = open(tunnel.action("database"), route);
        try (Socket client = connect(port)) {
            chat(client, new byte[] {1});

            dials.latest().lose(FakeSession.lost());

            assertThat(isEnded(client)).isTrue();
        }
        assertThatThrownBy(() -> port.onClose().block(BOUND)).hasMessageContaining("relay.connection_lost");
        assertThatThrownBy(() -> connect(port)).isInstanceOf(ConnectException.class);
        assertThat(route.steps()).containsExactly(TunnelEvent.Step.OPENED, TunnelEvent.Step.CLOSED);
        assertThat(route.told().get(1).failure()).isPresent();
        assertThat(route.ended().get(0).outcome()).hasToString("failed relay.connection_lost");
    }

    @Test
    void close_whenConnectionsAreOpen_thenTheyAndTheSessionEndAndItIsTold() throws Exception {
        LocalPort port = open(tunnel, route);
        try (Socket client = connect(port)) {
            chat(client, new byte[] {1});

            port.close().block(BOUND);

            assertThat(isEnded(client)).isTrue();
        }
        port.onClose().block(BOUND);
        assertThat(dials.latest().isClosed).isTrue();
        assertThat(route.told()).last().satisfies(closed -> {
            assertThat(closed.step()).isEqualTo(TunnelEvent.Step.CLOSED);
            assertThat(closed.failure()).isEmpty();
            assertThat(closed.localPort()).isEqualTo(port.localAddress().getPort());
            assertThat(closed.target()).isEqualTo("db:5432");
        });
    }

    @Test
    void on_whenClosed_thenTheSessionStays() throws Exception {
        FakeSession session = new FakeSession();
        LocalPort port = tunnel.on(session, route).blockOptional(BOUND).orElseThrow();
        echo(port, new byte[] {1});

        port.close().block(BOUND);

        assertThat(session.isClosed).isFalse();
        assertThatThrownBy(() -> tunnel.keepListening().on(session, route).block(BOUND))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void localPort_whenTaken_thenTheErrorSaysSoAndTheSessionIsClosed() {
        LocalPort taken = open(tunnel, route);

        Mono<LocalPort> opening =
                tunnel.localPort(taken.localAddress().getPort()).open(route);

        assertThatThrownBy(() -> opening.block(BOUND))
                .isInstanceOf(ProtocolException.class)
                .hasMessageStartingWith("tunnel.local_port_in_use lin-01: cannot listen on 127.0.0.1:");
        assertThat(dials.latest().isClosed).isTrue();
        assertThat(dials.sessions.get(0).isClosed).isFalse();
    }

    @Test
    void probe_whenItFails_thenNothingIsBoundAndTheSessionIsClosed() {
        Tunnel<StreamOpener> probed = tunnel.action("database")
                .probe((session, way) -> Mono.error(new IllegalStateException("nobody there")));

        assertThatThrownBy(() -> open(probed, route)).hasMessage("nobody there");

        assertThat(dials.latest().isClosed).isTrue();
        assertThat(route.told()).isEmpty();
        assertThat(route.ended().get(0).outcome()).hasToString("failed");
    }

    @Test
    void open_whenCancelledWhileDialing_thenTheDialIsCancelled() {
        dials.beforeDial = Mono.never();

        StepVerifier.create(tunnel.open(route))
                .expectSubscription()
                .thenCancel()
                .verify(BOUND);
        StepVerifier.create(tunnel.keepListening().open(route))
                .expectSubscription()
                .thenCancel()
                .verify(BOUND);

        assertThat(dials.cancelled).hasValue(2);
    }

    @Test
    void open_whenCancelledWhileProbing_thenTheSessionIsClosed() {
        Sinks.Empty<Void> probing = Sinks.empty();
        Tunnel<StreamOpener> probed = tunnel.action("database")
                .keepListening()
                .probe((session, way) -> Mono.<Void>never().doOnSubscribe(begun -> probing.tryEmitEmpty()));

        StepVerifier.create(probed.open(route))
                .expectSubscription()
                .then(() -> probing.asMono().block(BOUND))
                .thenCancel()
                .verify(BOUND);

        dials.latest().onClose().block(BOUND);
        assertThat(route.ended().get(0).outcome()).hasToString("cancelled");
    }

    @Test
    void arguments_whenOutOfRange_thenIllegalArgument() {
        assertThatThrownBy(() -> tunnel.localPort(65_536)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tunnel.maxConnections(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tunnel.idle(java.time.Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tunnel.endWhenUnused(java.time.Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Tunnel.over(dials).to("", 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Tunnel.over(dials).to(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
