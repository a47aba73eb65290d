package io.arcconnect.tunnel;

import static io.arcconnect.tunnel.Loopback.BOUND;
import static io.arcconnect.tunnel.Loopback.chat;
import static io.arcconnect.tunnel.Loopback.connect;
import static io.arcconnect.tunnel.Loopback.echo;
import static io.arcconnect.tunnel.Loopback.isEnded;
import static io.arcconnect.tunnel.Loopback.open;
import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.error.ArcReason;
import io.arcconnect.error.Failure;
import io.arcconnect.error.RelayException;
import io.arcconnect.error.Stage;
import io.arcconnect.spi.StreamOpener;
import io.arcconnect.spi.event.TunnelEvent;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** A port that stays while the sessions below it come and go. */
class TunnelRenewalTest {

    private final Loopback loopback = new Loopback();
    private final TestRoute route = loopback.route();
    private final FakeDials dials = new FakeDials();
    private final Tunnel<StreamOpener> tunnel = Tunnel.over(dials)
            .to("db", 5432)
            .access(LocalAccess.anyLocal())
            .action("database")
            .keepListening();

    @AfterEach
    void stop() {
        loopback.close();
    }

    @Test
    void serve_whenTheSessionIsLostMeanwhile_thenThatConnectionEndsAndTheNextHasAnother() throws Exception {
        LocalPort port = open(tunnel, route);
        try (Socket client = connect(port)) {
            chat(client, new byte[] {1});

            dials.latest().lose(FakeSession.lost());

            assertThat(isEnded(client)).isTrue();
        }

        assertThat(echo(port, new byte[] {1, 2, 3})).containsExactly(1, 2, 3);
        assertThat(dials.dials).hasValue(2);
        assertThat(route.steps())
                .containsExactly(
                        TunnelEvent.Step.OPENED, TunnelEvent.Step.CARRIER_LOST, TunnelEvent.Step.CARRIER_RENEWED);
        assertThat(route.told().get(1).failure()).isPresent();
        assertThat(route.told().get(1).trackingId()).contains("session-1");
        assertThat(route.told().get(2).trackingId()).contains("session-2");
        port.close().block(BOUND);
        assertThat(route.ended()).singleElement().satisfies(ended -> {
            assertThat(ended.outcome()).hasToString("completed");
            assertThat(ended.bytesOut()).isEqualTo(4);
        });
    }

    @Test
    void serve_whenTheSessionIsLostWhileNobodyIsConnected_thenNothingIsDialedUntilSomebodyIs() throws Exception {
        LocalPort port = open(tunnel, route);
        dials.latest().lose(FakeSession.lost());
        Loopback.await(() -> route.steps().contains(TunnelEvent.Step.CARRIER_LOST));
        int before = dials.dials.get();

        byte[] answer = echo(port, new byte[] {1});

        assertThat(answer).containsExactly(1);
        assertThat(before).isEqualTo(1);
        assertThat(dials.dials).hasValue(2);
    }

    @Test
    void serve_whenTheSessionEndsInOrder_thenItIsRenewedAsWell() throws Exception {
        LocalPort port = open(tunnel, route);
        dials.latest().close().block(BOUND);

        assertThat(echo(port, new byte[] {1})).containsExactly(1);
        assertThat(route.told().get(1).step()).isEqualTo(TunnelEvent.Step.CARRIER_LOST);
        assertThat(route.told().get(1).failure()).isEmpty();
    }

    @Test
    void serve_whenASessionIsHalfOpen_thenTheConnectionGetsTheNextAndTheOldOneIsClosed() throws Exception {
        LocalPort port = open(tunnel, route);
        FakeSession halfOpen = dials.latest();
        halfOpen.beforeOpen = Mono.error(FakeSession.lost());

        byte[] answer = echo(port, new byte[] {1, 2});

        assertThat(answer).containsExactly(1, 2);
        assertThat(halfOpen.isClosed).isTrue();
        assertThat(port.counts().failed()).isZero();
    }

    @Test
    void serve_whenManyWaitForADial_thenTheyShareIt() throws Exception {
        LocalPort port = open(tunnel, route);
        Sinks.Empty<Void> gate = Sinks.empty();
        dials.beforeDial = gate.asMono();
        dials.latest().lose(FakeSession.lost());
        List<Socket> clients = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            clients.add(connect(port));
        }
        Loopback.await(() -> port.counts().open() == 20 && dials.dials.get() == 2);

        gate.tryEmitEmpty();

        for (Socket client : clients) {
            assertThat(chat(client, new byte[] {5})).containsExactly(5);
            client.close();
        }
        assertThat(dials.dials).hasValue(2);
        assertThat(dials.latest().opened).hasSize(20);
    }

    @Test
    void serve_whenTheDialFails_thenWhoWaitedEndsAndTheTunnelStays() throws Exception {
        LocalPort port = open(tunnel, route);
        dials.beforeDial =
                Mono.error(new RelayException(Failure.of(ArcReason.RELAY_LISTENER_NOT_FOUND, Stage.DIAL, "it is off")));
        dials.latest().lose(FakeSession.lost());
        try (Socket client = connect(port)) {
            assertThat(isEnded(client)).isTrue();
        }
        Loopback.await(() -> port.counts().failed() == 1);
        dials.beforeDial = Mono.empty();

        Loopback.await(() -> answers(port));

        assertThat(route.steps()).contains(TunnelEvent.Step.CARRIER_RENEWED).doesNotContain(TunnelEvent.Step.CLOSED);
    }

    @Test
    void close_whenDialing_thenTheDialIsCancelledAndWhoWaitedEnds() throws Exception {
        LocalPort port = open(tunnel, route);
        dials.beforeDial = Mono.never();
        dials.latest().lose(FakeSession.lost());
        try (Socket client = connect(port)) {
            Loopback.await(() -> dials.dials.get() == 2);

            port.close().block(BOUND);

            assertThat(isEnded(client)).isTrue();
        }
        port.onClose().block(BOUND);
        assertThat(dials.cancelled).hasValue(1);
    }

    private static boolean answers(LocalPort port) {
        try {
            return echo(port, new byte[] {1}).length == 1;
        } catch (java.io.IOException notYet) {
            return false;
        }
    }
}
