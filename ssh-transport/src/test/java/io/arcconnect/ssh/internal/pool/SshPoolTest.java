package io.arcconnect.ssh.internal.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.arcconnect.model.MachineId;
import io.arcconnect.spi.Protocol;
import io.arcconnect.spi.Route;
import io.arcconnect.ssh.Ssh;
import io.arcconnect.ssh.SshException;
import io.arcconnect.ssh.SshPool;
import io.arcconnect.ssh.SshReason;
import io.arcconnect.ssh.SshSession;
import io.arcconnect.testkit.FakeRoute;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.scheduler.VirtualTimeScheduler;

class SshPoolTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final List<PoolTestSession> opened = new ArrayList<>();
    private final FakeRoute route = FakeRoute.to(MachineId.of("00000000-0000-0000-0000-000000000001", "rg", "web-01"));
    private final Protocol<SshSession> ssh = to -> Mono.fromSupplier(() -> {
        PoolTestSession session = new PoolTestSession();
        opened.add(session);
        return session.session();
    });
    private VirtualTimeScheduler time;

    @BeforeEach
    void startTime() {
        time = VirtualTimeScheduler.getOrSet();
    }

    @AfterEach
    void stopTime() {
        VirtualTimeScheduler.reset();
    }

    private static SshSession take(SshPool pool, Route from) {
        return pool.open(from).block(LIMIT);
    }

    @Test
    void open_whenSomebodyHasASession_thenTheyShareItUntilItIsFull() {
        SshPool pool = SshPool.of(ssh).usersPerSession(2).maxSessions(3);

        take(pool, route);
        take(pool, route);
        assertThat(opened).hasSize(1);
        take(pool, route);
        assertThat(opened).hasSize(2);
        take(pool, route);

        assertThat(opened).hasSize(2);
    }

    @Test
    void open_whenASessionWasGivenBack_thenItIsUsedAgain() {
        SshPool pool = SshPool.of(ssh).usersPerSession(1);

        take(pool, route).close().block(LIMIT);
        take(pool, route).close().block(LIMIT);

        assertThat(opened).hasSize(1);
        assertThat(opened.get(0).closed).isFalse();
    }

    @Test
    void open_whenAllIsFull_thenTheFirstWhoWaitsGetsTheNextRoom() {
        SshPool pool = SshPool.of(ssh).usersPerSession(1);
        SshSession held = take(pool, route);
        List<String> order = new ArrayList<>();
        pool.open(route).subscribe(session -> order.add("first"));
        Disposable gaveUp = pool.open(route).subscribe(session -> order.add("gave up"));
        pool.open(route).subscribe(session -> order.add("third"));

        gaveUp.dispose();
        assertThat(order).isEmpty();
        held.close().block(LIMIT);
        held.close().block(LIMIT);

        assertThat(order).containsExactly("first");
        assertThat(opened).hasSize(1);
    }

    @Test
    void open_whenNoRoomComesInTime_thenExhausted() {
        SshPool pool = SshPool.of(ssh).usersPerSession(1).longestWait(Duration.ofSeconds(7));
        SshSession held = take(pool, route);
        List<Throwable> errors = new ArrayList<>();
        pool.open(route).subscribe(session -> {}, errors::add);

        time.advanceTimeBy(Duration.ofSeconds(8));
        held.close().block(LIMIT);

        assertThat(errors)
                .singleElement()
                .satisfies(error -> assertThat(((SshException) error).reason()).isEqualTo(SshReason.POOL_EXHAUSTED));
        assertThat(take(pool, route)).isNotNull();
    }

    @Test
    void idle_whenNobodyComes_thenTheSessionIsClosed() {
        SshPool pool = SshPool.of(ssh).idle(Duration.ofMinutes(5));
        take(pool, route).close().block(LIMIT);

        time.advanceTimeBy(Duration.ofMinutes(4));
        take(pool, route).close().block(LIMIT);
        time.advanceTimeBy(Duration.ofMinutes(4));
        assertThat(opened.get(0).closed).isFalse();
        time.advanceTimeBy(Duration.ofMinutes(2));

        assertThat(opened.get(0).closed).isTrue();
        take(pool, route);
        assertThat(opened).hasSize(2);
    }

    @Test
    void idle_whenSomebodyUsesIt_thenItStays() {
        SshPool pool = SshPool.of(ssh).idle(Duration.ofMinutes(5));
        take(pool, route);

        time.advanceTimeBy(Duration.ofHours(5));

        assertThat(opened.get(0).closed).isFalse();
    }

    @Test
    void open_whenTheSessionIsLost_thenItsUsersAreToldAndTheNextGetsAnother() {
        SshPool pool = SshPool.of(ssh);
        SshSession one = take(pool, route);
        SshSession other = take(pool, route);

        opened.get(0).end.tryEmitError(new IllegalStateException("lost"));

        assertThatThrownBy(() -> one.onClose().block(LIMIT)).hasMessage("lost");
        assertThatThrownBy(() -> other.onClose().block(LIMIT)).hasMessage("lost");
        one.close().block(LIMIT);
        take(pool, route);
        assertThat(opened).hasSize(2);
    }

    @Test
    void open_whenAllWhoWaitForTheSameLoginGiveUp_thenItIsAborted() {
        AtomicInteger aborted = new AtomicInteger();
        SshPool pool = SshPool.of(to -> Mono.<SshSession>never().doOnCancel(aborted::incrementAndGet));
        Disposable one = pool.open(route).subscribe();
        Disposable other = pool.open(route).subscribe();

        one.dispose();
        assertThat(aborted).hasValue(0);
        other.dispose();

        assertThat(aborted).hasValue(1);
    }

    @Test
    void open_whenTheLoginFails_thenAllWhoWaitAreToldAndTheNextTriesAgain() {
        Sinks.One<SshSession> first = Sinks.one();
        AtomicInteger logins = new AtomicInteger();
        SshPool pool =
                SshPool.of(to -> Mono.defer(() -> logins.getAndIncrement() == 0 ? first.asMono() : ssh.open(to)));
        List<Throwable> errors = new ArrayList<>();
        pool.open(route).subscribe(session -> {}, errors::add);
        pool.open(route).subscribe(session -> {}, errors::add);

        first.tryEmitError(new IllegalStateException("refused")).orThrow();

        assertThat(errors).hasSize(2).allSatisfy(error -> assertThat(error).hasMessage("refused"));
        assertThat(take(pool, route)).isNotNull();
        assertThat(logins).hasValue(2);
    }

    @Test
    void close_whenThingsAreOpen_thenTheyAreClosedAndTheSessionRefuses() {
        SshPool pool = SshPool.of(ssh);
        SshSession lease = take(pool, route);
        lease.openStream("localhost", 80).block(LIMIT);

        lease.close().block(LIMIT);

        opened.get(0).stream.onClose().block(LIMIT);
        lease.onClose().block(LIMIT);
        assertThat(opened.get(0).closed).isFalse();
        SshException refused = catchThrowableOfType(
                SshException.class, () -> lease.openStream("localhost", 80).block(LIMIT));
        assertThat(refused.reason()).isEqualTo(SshReason.SESSION_LOST);
    }

    @Test
    void open_whenTheMachineOrThePoolIsAnother_thenSoIsTheSession() {
        FakeRoute other = FakeRoute.to(MachineId.of("00000000-0000-0000-0000-000000000001", "rg", "web-02"));
        SshPool pool = SshPool.of(ssh);

        take(pool, route);
        take(pool, other);
        take(pool.usersPerSession(3), route);

        assertThat(opened).hasSize(3);
    }

    @Test
    void drain_whenSomeAreInUse_thenTheRestIsClosedAndTheyWhenTheyAreGivenBack() {
        PooledSessions pool =
                new PooledSessions(ssh, new PoolLimits(2, 1, Duration.ofMinutes(1), Duration.ofMinutes(1)));
        SshSession used = pool.lease(route).block(LIMIT);
        pool.lease(route).block(LIMIT).close().block(LIMIT);
        AtomicInteger drained = new AtomicInteger();

        pool.drain().subscribe(nothing -> {}, error -> {}, drained::incrementAndGet);

        assertThat(opened.get(1).closed).isTrue();
        assertThat(opened.get(0).closed).isFalse();
        assertThat(drained).hasValue(0);
        assertThatThrownBy(() -> pool.lease(route).block(LIMIT)).hasMessageContaining("closing");
        used.close().block(LIMIT);
        assertThat(opened.get(0).closed).isTrue();
        assertThat(drained).hasValue(1);
    }

    @Test
    void close_whenSomeAreInUse_thenAllAreClosed() {
        PooledSessions pool =
                new PooledSessions(ssh, new PoolLimits(1, 1, Duration.ofMinutes(1), Duration.ofMinutes(1)));
        SshSession used = pool.lease(route).block(LIMIT);
        List<Throwable> errors = new ArrayList<>();
        pool.lease(route).subscribe(session -> {}, errors::add);

        pool.close().block(LIMIT);

        assertThat(opened.get(0).closed).isTrue();
        used.onClose().block(LIMIT);
        assertThat(errors).hasSize(1);
    }

    /** A method that is not passed on would take its default instead of the pool's session's own answer. */
    @Test
    void leasedSession_whenASessionHasAMethod_thenItIsPassedOn() {
        List<String> own = Arrays.stream(LeasedSession.class.getDeclaredMethods())
                .map(Method::getName)
                .toList();

        assertThat(Arrays.stream(SshSession.class.getMethods())
                        .filter(method -> !Modifier.isStatic(method.getModifiers()))
                        .map(Method::getName))
                .isSubsetOf(own);
    }

    @Test
    void options_whenOutOfRange_thenRefusedAtTheCall() {
        SshPool pool = SshPool.of(ssh);

        assertThatIllegalArgumentException().isThrownBy(() -> pool.maxSessions(0));
        assertThatIllegalArgumentException().isThrownBy(() -> pool.usersPerSession(0));
        assertThatIllegalArgumentException().isThrownBy(() -> pool.idle(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> pool.longestWait(Duration.ZERO));
        assertThat(SshPool.of(Ssh.as("ada"))).asString().contains("ada", "usersPerSession=8");
    }
}
