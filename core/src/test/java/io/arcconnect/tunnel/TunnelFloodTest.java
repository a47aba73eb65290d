package io.arcconnect.tunnel;

import static io.arcconnect.tunnel.Loopback.BOUND;
import static io.arcconnect.tunnel.Loopback.connect;
import static io.arcconnect.tunnel.Loopback.isEnded;
import static io.arcconnect.tunnel.Loopback.open;
import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.spi.LocalConnection;
import io.arcconnect.spi.StreamOpener;
import io.arcconnect.spi.event.TunnelEvent.Step;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Those who may not connect, and try as often as they can. */
@Timeout(240)
class TunnelFloodTest {

    private final Loopback loopback = new Loopback();
    private final TestRoute route = loopback.route();
    private final FakeDials dials = new FakeDials();
    private final Tunnel<StreamOpener> tunnel = Tunnel.over(dials).to("db", 5432);
    private final List<Socket> clients = new ArrayList<>();

    @AfterEach
    void stop() throws IOException {
        for (Socket client : clients) {
            client.close();
        }
        loopback.close();
    }

    /** A program of another user resets its connection and hopes that its port is the next one's of this user. */
    @Test
    void access_whenALaterConnectionHasTheSameAddress_thenWhatTheEarlierSentGoesNowhere() throws Exception {
        Queue<LocalConnection> asked = new ConcurrentLinkedQueue<>();
        Sinks.Empty<Void> gate = Sinks.empty();
        LocalPort port = open(
                tunnel.access(who -> {
                    asked.add(who);
                    return gate.asMono().thenReturn(AccessDecision.admitted());
                }),
                route);
        Socket earlier = connect(port);
        earlier.getOutputStream().write(66);
        Loopback.await(() -> asked.size() == 1);
        earlier.setSoLinger(true, 0);
        int number = earlier.getLocalPort();
        earlier.close();
        Socket later = new Socket();
        clients.add(later);
        later.setReuseAddress(true);
        later.bind(new InetSocketAddress("127.0.0.1", number));
        later.connect(port.localAddress());
        later.setSoTimeout((int) BOUND.toMillis());
        Loopback.await(() -> asked.size() == 2);

        gate.tryEmitEmpty();

        assertThat(Loopback.chat(later, new byte[] {7})).containsExactly(7);
        assertThat(port.counts().served()).isOne();
        assertThat(port.counts().toMachine()).isOne();
    }

    @Test
    void access_whenThePolicyBlocks_thenNoMoreThreadsThanAFewAndAllAreAskedInTheEnd() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        AtomicInteger blocked = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        LocalPort port = open(
                tunnel.access(who -> Mono.fromCallable(() -> {
                    most.accumulateAndGet(blocked.incrementAndGet(), Math::max);
                    gate.await();
                    blocked.decrementAndGet();
                    return AccessDecision.admitted();
                })),
                route);

        connectMany(port, 100);
        Loopback.await(() -> blocked.get() == Admission.MOST_ASKING);
        gate.countDown();

        for (Socket client : clients) {
            assertThat(Loopback.chat(client, new byte[] {7})).containsExactly(7);
        }
        assertThat(most).hasValue(Admission.MOST_ASKING);
    }

    @Test
    void access_whenTooManyAreUndecided_thenOneMoreIsTurnedAwayUntilSomeAreDecided() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        Sinks.Empty<Void> gate = Sinks.empty();
        LocalPort port = open(
                tunnel.access(who -> {
                    asked.incrementAndGet();
                    return gate.asMono().thenReturn(AccessDecision.refused("closed for today"));
                }),
                route);
        connectMany(port, Admission.MOST_UNDECIDED);
        Loopback.await(() -> asked.get() == Admission.MOST_UNDECIDED);

        try (Socket oneMore = connect(port)) {
            assertThat(isEnded(oneMore)).isTrue();
        }
        gate.tryEmitEmpty();
        Loopback.await(() -> port.counts().refusedByAccess() == Admission.MOST_UNDECIDED);

        assertThat(port.counts().refusedByLimit()).isOne();
        try (Socket afterwards = connect(port)) {
            assertThat(isEnded(afterwards)).isTrue();
        }
        assertThat(port.counts().refusedByAccess()).isEqualTo(Admission.MOST_UNDECIDED + 1);
    }

    @Test
    void refused_whenVeryMany_thenAllAreCountedAndAFewOfEachSecondAreTold() {
        FakePort ports = new FakePort();
        TestRoute counted = new TestRoute(ports);
        LocalPort port = open(tunnel.access(who -> Mono.just(AccessDecision.refused("closed for today"))), counted);
        long begun = System.nanoTime();

        for (int i = 0; i < 500; i++) {
            ports.accept().onClose().block(BOUND);
        }

        long seconds = (System.nanoTime() - begun) / 1_000_000_000L + 2;
        assertThat(port.counts().refusedByAccess()).isEqualTo(500);
        assertThat(counted.steps().stream().filter(Step.CONNECTION_REFUSED::equals))
                .hasSizeBetween(TunnelReport.MOST_REFUSALS, (int) seconds * TunnelReport.MOST_REFUSALS);
    }

    private void connectMany(LocalPort port, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            clients.add(connect(port));
        }
    }
}
