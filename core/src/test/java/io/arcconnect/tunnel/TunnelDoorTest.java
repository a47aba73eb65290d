package io.arcconnect.tunnel;

import static io.arcconnect.tunnel.Loopback.BOUND;
import static io.arcconnect.tunnel.Loopback.chat;
import static io.arcconnect.tunnel.Loopback.connect;
import static io.arcconnect.tunnel.Loopback.echo;
import static io.arcconnect.tunnel.Loopback.isEnded;
import static io.arcconnect.tunnel.Loopback.open;
import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.error.ArcConnectException;
import io.arcconnect.spi.StreamOpener;
import io.arcconnect.spi.event.TunnelEvent;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Who gets in, how many, and for how long. */
class TunnelDoorTest {

    private final Loopback loopback = new Loopback();
    private final TestRoute route = loopback.route();
    private final FakeDials dials = new FakeDials();
    private final Tunnel<StreamOpener> tunnel = Tunnel.over(dials).to("db", 5432);

    @AfterEach
    void stop() {
        loopback.close();
    }

    @Test
    void access_whenRefused_thenNothingIsOpenedAndItIsCountedAndTold() throws Exception {
        LocalPort port = open(tunnel.access(who -> Mono.just(AccessDecision.refused("closed for today"))), route);

        try (Socket client = connect(port)) {
            assertThat(isEnded(client)).isTrue();

            assertThat(route.told()).last().satisfies(refused -> {
                assertThat(refused.step()).isEqualTo(TunnelEvent.Step.CONNECTION_REFUSED);
                assertThat(refused.peer()).contains("127.0.0.1:" + client.getLocalPort());
                assertThat(refused.failure()).get().isInstanceOfSatisfying(ArcConnectException.class, why -> {
                    assertThat(why.reason()).isEqualTo(TunnelReason.ACCESS_DENIED);
                    assertThat(why).hasMessageContaining("closed for today");
                });
            });
        }
        assertThat(port.counts()).isEqualTo(new PortCounts(0, 0, 0, 1, 0, 0, 0));
        assertThat(dials.latest().opened).isEmpty();
    }

    @Test
    void access_whenThePolicyFailsOrSaysNothing_thenRefused() throws Exception {
        LocalPort failing = open(tunnel.access(who -> Mono.error(new IllegalStateException("broken"))), route);
        LocalPort throwing = open(
                tunnel.access(who -> {
                    throw new IllegalStateException("broken");
                }),
                route);
        LocalPort silent = open(tunnel.access(who -> Mono.empty()), route);

        for (LocalPort port : new LocalPort[] {failing, throwing, silent}) {
            try (Socket client = connect(port)) {
                assertThat(isEnded(client)).isTrue();
            }
            assertThat(port.counts().refusedByAccess()).isEqualTo(1);
        }
    }

    @Test
    void access_whenTheSystemCannotTell_thenLetInAndToldOnce() throws Exception {
        LocalPort port = open(tunnel.access(who -> Mono.just(AccessDecision.unknown("no such table"))), route);

        assertThat(echo(port, new byte[] {1})).containsExactly(1);
        assertThat(echo(port, new byte[] {2})).containsExactly(2);

        assertThat(route.steps()).containsExactly(TunnelEvent.Step.OPENED, TunnelEvent.Step.ACCESS_UNKNOWN);
    }

    @Test
    void access_whenStillDecidingAtTheClose_thenTheConnectionEnds() throws Exception {
        LocalPort port = open(tunnel.access(who -> Mono.never()), route);

        try (Socket client = connect(port)) {
            port.close().block(BOUND);

            assertThat(isEnded(client)).isTrue();
        }
    }

    @Test
    void maxConnections_whenReached_thenOneMoreIsClosedAndToldAndTheFirstGoesOn() throws Exception {
        LocalPort port = open(tunnel.access(LocalAccess.anyLocal()).maxConnections(1), route);
        try (Socket first = connect(port)) {
            chat(first, new byte[] {1});

            try (Socket second = connect(port)) {
                assertThat(isEnded(second)).isTrue();
            }

            assertThat(chat(first, new byte[] {2})).containsExactly(2);
            assertThat(port.counts().refusedByLimit()).isEqualTo(1);
            assertThat(route.told())
                    .last()
                    .satisfies(refused -> assertThat(refused.failure())
                            .get()
                            .extracting(Throwable::getMessage)
                            .asString()
                            .startsWith("tunnel.too_many_connections lin-01"));
        }
    }

    @Test
    void idle_whenNothingMoves_thenTheConnectionEndsAndTheTunnelStays() throws Exception {
        LocalPort port = open(tunnel.access(LocalAccess.anyLocal()).idle(Duration.ofMillis(100)), route);
        try (Socket silent = connect(port)) {
            assertThat(isEnded(silent)).isTrue();
        }

        Loopback.await(() -> port.counts().open() == 0);
        assertThat(port.counts().failed()).isZero();
        try (Socket next = connect(port)) {
            assertThat(isEnded(next)).isTrue();
        }
        assertThat(port.counts().served()).isEqualTo(2);
    }
}
