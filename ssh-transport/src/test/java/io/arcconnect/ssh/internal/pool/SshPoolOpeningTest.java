package io.arcconnect.ssh.internal.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arcconnect.model.MachineId;
import io.arcconnect.spi.Protocol;
import io.arcconnect.ssh.SshPool;
import io.arcconnect.ssh.SshSession;
import io.arcconnect.testkit.FakeRoute;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** What becomes of those who wait for a session that is not open yet. */
class SshPoolOpeningTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final PoolLimits ONE_FOR_ALL = new PoolLimits(1, 8, Duration.ofMinutes(1), Duration.ofMinutes(1));

    private final FakeRoute route = FakeRoute.to(MachineId.of("00000000-0000-0000-0000-000000000001", "rg", "web-01"));
    private final List<Throwable> errors = new ArrayList<>();

    @Test
    void close_whenALoginIsUnderWay_thenItIsAbortedAndWhoWaitsIsTold() {
        AtomicInteger aborted = new AtomicInteger();
        PooledSessions pool =
                new PooledSessions(to -> Mono.<SshSession>never().doOnCancel(aborted::incrementAndGet), ONE_FOR_ALL);
        pool.lease(route).subscribe(session -> {}, errors::add);
        pool.lease(route).subscribe(session -> {}, errors::add);

        pool.close().block(LIMIT);

        assertThat(aborted).hasValue(1);
        assertThat(errors)
                .hasSize(2)
                .allSatisfy(error -> assertThat(error)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("closing"));
        pool.drain().block(LIMIT);
    }

    @Test
    void drain_whenALoginIsUnderWay_thenWhoWaitsGetsItAndTheEndComesAfterThem() {
        Sinks.One<SshSession> login = Sinks.one();
        PoolTestSession opened = new PoolTestSession();
        PooledSessions pool = new PooledSessions(to -> login.asMono(), ONE_FOR_ALL);
        List<SshSession> leases = new ArrayList<>();
        pool.lease(route).subscribe(leases::add, errors::add);
        AtomicInteger drained = new AtomicInteger();

        pool.drain().subscribe(nothing -> {}, errors::add, drained::incrementAndGet);
        login.tryEmitValue(opened.session()).orThrow();

        assertThat(leases).hasSize(1);
        assertThat(drained).hasValue(0);
        leases.get(0).close().block(LIMIT);
        assertThat(drained).hasValue(1);
        assertThat(opened.closed).isTrue();
        assertThat(errors).isEmpty();
    }

    @Test
    void open_whenTheFirstGivesUpAndOthersWait_thenTheyGetTheSession() {
        Sinks.One<SshSession> login = Sinks.one();
        AtomicInteger aborted = new AtomicInteger();
        SshPool pool = SshPool.of(to -> login.asMono().doOnCancel(aborted::incrementAndGet));
        List<SshSession> leases = new ArrayList<>();
        Disposable first = pool.open(route).subscribe(leases::add, errors::add);
        pool.open(route).subscribe(leases::add, errors::add);

        first.dispose();
        login.tryEmitValue(new PoolTestSession().session()).orThrow();

        assertThat(aborted).hasValue(0);
        assertThat(leases).hasSize(1);
        assertThat(errors).isEmpty();
    }

    @Test
    void open_whenTheProtocolGivesNothing_thenNobodyWaitsForEver() {
        Protocol<SshSession> nothing = to -> Mono.empty();

        assertThatThrownBy(() -> SshPool.of(nothing).open(route).block(LIMIT))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no session");
    }

    @Test
    void open_whenTheProtocolThrows_thenWhoWaitsIsToldAndTheNextTriesAgain() {
        AtomicInteger tries = new AtomicInteger();
        SshPool pool = SshPool.of(to -> {
            if (tries.getAndIncrement() == 0) {
                throw new IllegalArgumentException("own");
            }
            return Mono.fromSupplier(() -> new PoolTestSession().session());
        });

        assertThatThrownBy(() -> pool.open(route).block(LIMIT)).hasMessage("own");

        assertThat(pool.open(route).block(LIMIT)).isNotNull();
    }

    @Test
    void open_whenTheSessionIsLostAsItArrives_thenTheNextGetsAnother() {
        AtomicInteger logins = new AtomicInteger();
        SshPool pool = SshPool.of(to -> Mono.fromSupplier(() -> {
            PoolTestSession session = new PoolTestSession();
            if (logins.getAndIncrement() == 0) {
                session.end.tryEmitError(new IllegalStateException("lost"));
            }
            return session.session();
        }));

        SshSession dead = pool.open(route).block(LIMIT);

        assertThatThrownBy(() -> dead.onClose().block(LIMIT)).hasMessage("lost");
        dead.close().block(LIMIT);
        pool.open(route).block(LIMIT);
        assertThat(logins).hasValue(2);
    }
}
