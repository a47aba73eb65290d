package io.arcconnect.tunnel;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.error.ArcConnectException;
import io.arcconnect.internal.net.NettyLocalListener;
import io.arcconnect.spi.LocalConnection;
import io.arcconnect.spi.StreamOpener;
import io.arcconnect.spi.event.TunnelEvent;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.resources.LoopResources;

/** Who may connect to a tunnel, and what becomes of those who may not. */
@Timeout(120)
class TunnelAccessTest {

    private static final Duration BOUND = Duration.ofSeconds(30);

    private final LoopResources loops = LoopResources.create("test-access", 2, true);
    private final TestRoute route = new TestRoute(new NettyLocalListener(loops));
    private final FakeSession session = new FakeSession();

    @AfterEach
    void disposeLoops() {
        loops.disposeLater(Duration.ZERO, BOUND).block(BOUND);
    }

    @Test
    void access_whenRefused_thenClosedCountedAndToldAndNothingIsOpened() throws IOException {
        LocalPort port = open(connection -> Mono.just(AccessDecision.refused("closed for today")));

        try (Socket client = connect(port)) {
            int peer = client.getLocalPort();
            assertThat(isTurnedAway(client)).isTrue();

            assertThat(port.counts().refusedByAccess()).isEqualTo(1);
            assertThat(port.counts().served()).isZero();
            assertThat(session.opened).isEmpty();
            TunnelEvent told = route.told().get(1);
            assertThat(told.step()).isEqualTo(TunnelEvent.Step.CONNECTION_REFUSED);
            assertThat(told.peer()).hasValueSatisfying(text -> assertThat(text).endsWith(":" + peer));
            assertThat(told.failure()).containsInstanceOf(ArcConnectException.class);
            ArcConnectException failure = (ArcConnectException) told.failure().orElseThrow();
            assertThat(failure.reason()).isEqualTo(TunnelReason.ACCESS_DENIED);
            assertThat(failure).hasMessageContaining("closed for today");
        }
        port.close().block(BOUND);
    }

    @Test
    void access_whenNobodyDecides_thenRefused() throws IOException {
        List<LocalAccess> policies = List.of(
                connection -> Mono.empty(),
                connection -> Mono.error(new IOException("broken on purpose")),
                connection -> {
                    throw new IllegalStateException("broken on purpose");
                });
        LateAccess access = new LateAccess();
        LocalPort port = open(access);

        for (LocalAccess policy : policies) {
            access.set(policy);
            try (Socket client = connect(port)) {
                assertThat(isTurnedAway(client)).isTrue();
            }
        }

        assertThat(port.counts().refusedByAccess()).isEqualTo(policies.size());
        assertThat(session.opened).isEmpty();
        port.close().block(BOUND);
    }

    @Test
    void access_whenTheSystemCannotTell_thenServedAndToldOnce() throws IOException {
        LocalPort port = open(connection -> Mono.just(AccessDecision.unknown("not on this system")));

        assertThat(isServed(port)).isTrue();
        assertThat(isServed(port)).isTrue();

        assertThat(route.steps()).containsOnlyOnce(TunnelEvent.Step.ACCESS_UNKNOWN);
        assertThat(port.counts().served()).isEqualTo(2);
        assertThat(port.counts().refused()).isZero();
        port.close().block(BOUND);
    }

    @Test
    void access_whenItBlocks_thenNoIoThreadDoes() throws IOException {
        AtomicReference<Boolean> mayBlock = new AtomicReference<>();
        LocalPort port = open(connection -> Mono.fromSupplier(() -> {
            mayBlock.set(!Schedulers.isInNonBlockingThread());
            return AccessDecision.admitted();
        }));

        assertThat(isServed(port)).isTrue();

        assertThat(mayBlock).hasValue(true);
        port.close().block(BOUND);
    }

    @Test
    void access_whenTheProgramGivesUp_thenTheDecisionIsCancelled() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch cancelled = new CountDownLatch(1);
        LocalPort port = open(undecided(asked, cancelled));
        Socket client = connect(port);
        assertThat(asked.await(BOUND.toSeconds(), TimeUnit.SECONDS)).isTrue();

        client.setSoLinger(true, 0);
        client.close();

        assertThat(cancelled.await(BOUND.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(port.counts().served()).isZero();
        port.close().block(BOUND);
    }

    @Test
    void access_whenTheTunnelIsClosedMeanwhile_thenTheDecisionIsCancelled() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch cancelled = new CountDownLatch(1);
        LocalPort port = open(undecided(asked, cancelled));
        try (Socket client = connect(port)) {
            assertThat(asked.await(BOUND.toSeconds(), TimeUnit.SECONDS)).isTrue();

            port.close().block(BOUND);

            assertThat(cancelled.await(BOUND.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void open_whenNothingIsSaid_thenAnotherUserIsRefusedAndThisOneIsNot() throws Exception {
        LocalPort port = tunnel().open(route).blockOptional(BOUND).orElseThrow();
        try (OtherProgram other = OtherProgram.ofAnother(
                OtherProgram.connecting(), port.localAddress().getPort())) {
            other.go();

            assertThat(other.heard()).isEmpty();
            assertThat(port.counts().refusedByAccess()).isEqualTo(1);
            assertThat(port.counts().toMachine()).isZero();
            assertThat(session.opened).isEmpty();
        }
        assertThat(isServed(port)).isTrue();
        assertThat(route.steps()).containsExactly(TunnelEvent.Step.OPENED, TunnelEvent.Step.CONNECTION_REFUSED);
        port.close().block(BOUND);
    }

    private Tunnel<StreamOpener> tunnel() {
        return Tunnel.over(ignored -> Mono.just(session)).to(3389);
    }

    private LocalPort open(LocalAccess access) {
        return tunnel().access(access).open(route).blockOptional(BOUND).orElseThrow();
    }

    private static LocalAccess undecided(CountDownLatch asked, CountDownLatch cancelled) {
        return (LocalConnection connection) -> Mono.<AccessDecision>never()
                .doOnSubscribe(subscription -> asked.countDown())
                .doOnCancel(cancelled::countDown);
    }

    private static Socket connect(LocalPort port) throws IOException {
        Socket socket =
                new Socket(port.localAddress().getAddress(), port.localAddress().getPort());
        socket.setSoTimeout((int) BOUND.toMillis());
        return socket;
    }

    private static boolean isServed(LocalPort port) throws IOException {
        try (Socket client = connect(port)) {
            client.getOutputStream().write(7);
            return client.getInputStream().read() == 7;
        }
    }

    private static boolean isTurnedAway(Socket client) throws IOException {
        return client.getInputStream().read() == -1;
    }
}
