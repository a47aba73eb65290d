package io.arcconnect.tunnel;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.spi.StreamOpener;
import io.arcconnect.spi.event.TunnelEvent;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.scheduler.VirtualTimeScheduler;

/** A tunnel that ends when nobody uses it, in virtual time. */
class TunnelUnusedTest {

    private static final Duration BOUND = Duration.ofSeconds(20);

    private static final Duration LIMIT = Duration.ofMinutes(10);

    /** The look that sees the last change, and four more. */
    private static final Duration LONG_ENOUGH = LIMIT.plus(LIMIT.dividedBy(4));

    private final FakeDials dials = new FakeDials();
    private final FakePort ports = new FakePort();
    private final TestRoute route = new TestRoute(ports);
    private final Tunnel<StreamOpener> tunnel = Tunnel.over(dials)
            .to("db", 5432)
            .access(LocalAccess.anyLocal())
            .keepListening()
            .endWhenUnused(LIMIT);
    private final AtomicReference<LocalPort> opened = new AtomicReference<>();
    private final AtomicBoolean ended = new AtomicBoolean();
    private VirtualTimeScheduler time;

    @BeforeEach
    void stopTheClock() {
        time = VirtualTimeScheduler.getOrSet();
    }

    @AfterEach
    void startTheClock() {
        VirtualTimeScheduler.reset();
    }

    @Test
    void endWhenUnused_whenNobodyEverConnects_thenItEndsInOrder() {
        open();

        time.advanceTimeBy(LIMIT.minusSeconds(1));
        boolean before = ended.get();
        time.advanceTimeBy(LONG_ENOUGH);

        assertThat(before).isFalse();
        assertThat(ended).isTrue();
        assertThat(dials.latest().isClosed).isTrue();
        assertThat(route.steps()).containsExactly(TunnelEvent.Step.OPENED, TunnelEvent.Step.CLOSED);
        assertThat(route.told().get(1).failure()).isEmpty();
    }

    @Test
    void endWhenUnused_whenAConnectionIsOpen_thenNotBeforeItHasEnded() {
        open();
        FakeConnection connection = ports.connect();

        time.advanceTimeBy(LIMIT.multipliedBy(10));
        boolean before = ended.get();
        connection.close().block(BOUND);
        time.advanceTimeBy(LIMIT.minusSeconds(1));
        boolean soonAfter = ended.get();
        time.advanceTimeBy(LONG_ENOUGH);

        assertThat(before).isFalse();
        assertThat(soonAfter).isFalse();
        assertThat(ended).isTrue();
    }

    @Test
    void endWhenUnused_whenSomebodyWaitsForADial_thenThatIsUse() {
        open();
        Sinks.Empty<Void> gate = Sinks.empty();
        dials.beforeDial = gate.asMono();
        dials.latest().lose(FakeSession.lost());
        FakeConnection connection = ports.connect();

        time.advanceTimeBy(LIMIT.multipliedBy(10));
        boolean before = ended.get();
        gate.tryEmitEmpty();
        time.advanceTimeBy(Duration.ofSeconds(1));

        assertThat(before).isFalse();
        assertThat(dials.dials).hasValue(2);
        assertThat(dials.latest().opened).containsExactly("db:5432");
        connection.close().block(BOUND);
        time.advanceTimeBy(LONG_ENOUGH.multipliedBy(2));
        assertThat(ended).isTrue();
    }

    @Test
    void endWhenUnused_whenConnectionsComeAndGoBetweenTwoLooks_thenItStays() {
        open();

        for (int i = 0; i < 20; i++) {
            ports.connect().close().block(BOUND);
            time.advanceTimeBy(LIMIT.dividedBy(2));
        }

        assertThat(ended).isFalse();
        time.advanceTimeBy(LONG_ENOUGH);
        assertThat(ended).isTrue();
    }

    @Test
    void connections_whenOneIsOpen_thenSinceWhenAndWhose() {
        open();
        long from = time.now(java.util.concurrent.TimeUnit.MILLISECONDS);
        LocalPort port = opened.get();
        FakeConnection connection = ports.connect();

        time.advanceTimeBy(Duration.ofSeconds(5));

        assertThat(port.connections()).singleElement().satisfies(open -> {
            assertThat(open.peer()).contains(connection.remoteAddress());
            assertThat(open.since().toEpochMilli()).isEqualTo(from);
        });
    }

    private void open() {
        tunnel.open(route).subscribe(opened::set);
        time.advanceTimeBy(Duration.ofMillis(1));
        opened.get().onClose().then(Mono.fromRunnable(() -> ended.set(true))).subscribe();
    }
}
