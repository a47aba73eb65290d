package io.arcconnect.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.error.Failure;
import io.arcconnect.error.Stage;
import io.arcconnect.model.MachineId;
import io.arcconnect.testkit.FakeRoute;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;
import reactor.util.context.Context;

class RenewedSessionTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final AtomicInteger dials = new AtomicInteger();
    private final AtomicBoolean cancelled = new AtomicBoolean();
    private Mono<SshSession> answer = Mono.empty();
    private final RenewedSession sessions = new RenewedSession(
            route -> Mono.defer(() -> {
                dials.incrementAndGet();
                return answer.doOnCancel(() -> cancelled.set(true));
            }),
            FakeRoute.to(MachineId.of("00000000-0000-0000-0000-000000000001", "rg", "lin-01")),
            Context.empty());

    @Test
    void open_whenManyAsk_thenOneDialServesAll() {
        Sinks.One<SshSession> gate = Sinks.one();
        FakeSession session = new FakeSession();
        answer = gate.asMono();

        StepVerifier.create(Mono.zip(sessions.open(Mono::just), sessions.open(Mono::just), sessions.open(Mono::just)))
                .then(() -> gate.tryEmitValue(session.face()))
                .expectNextCount(1)
                .expectComplete()
                .verify(LIMIT);

        assertThat(dials).hasValue(1);
    }

    @Test
    void open_whenTheSessionWasLost_thenDialsAnew() {
        FakeSession first = new FakeSession();
        FakeSession second = new FakeSession();
        answer = Mono.just(first.face());
        sessions.open(Mono::just).block(LIMIT);
        first.closed.tryEmitError(lost());
        answer = Mono.just(second.face());

        SshSession next = sessions.open(Mono::just).block(LIMIT);

        assertThat(next).isSameAs(second.face());
        assertThat(dials).hasValue(2);
    }

    @Test
    void open_whenTheLossShowsFirstInTheOpening_thenTriedOnTheNextSession() {
        FakeSession first = new FakeSession();
        FakeSession second = new FakeSession();
        answer = Mono.just(first.face());
        sessions.open(Mono::just).block(LIMIT);
        answer = Mono.just(second.face());

        SshSession used = sessions.open(session -> session == first.face() ? Mono.error(lost()) : Mono.just(session))
                .block(LIMIT);

        assertThat(used).isSameAs(second.face());
    }

    @Test
    void open_whenEverySessionIsLostAtOnce_thenGivesUpAfterTheSecond() {
        answer = Mono.fromSupplier(() -> new FakeSession().face());

        StepVerifier.create(sessions.open(session -> Mono.error(lost())))
                .expectError(SshException.class)
                .verify(LIMIT);

        assertThat(dials).hasValue(2);
    }

    @Test
    void open_whenTheDialFailed_thenTheSameErrorForAMomentAndThenAnotherDial() {
        answer = Mono.error(new IllegalStateException("no route"));

        StepVerifier.withVirtualTime(() -> sessions.open(Mono::just)
                        .onErrorResume(first -> sessions.open(Mono::just))
                        .onErrorResume(second -> Mono.just(dials.get())
                                .doOnNext(soFar -> assertThat(soFar).isOne())
                                .then(Mono.delay(Duration.ofSeconds(2)))
                                .then(sessions.open(Mono::just))))
                .thenAwait(Duration.ofSeconds(2))
                .expectErrorMessage("no route")
                .verify(LIMIT);

        assertThat(dials).hasValue(2);
    }

    @Test
    void close_whenDialing_thenTheDialIsCancelledAndWaitersAreTold() {
        answer = Mono.never();

        StepVerifier.create(sessions.open(Mono::just))
                .then(() -> sessions.close().block(LIMIT))
                .expectError(IllegalStateException.class)
                .verify(LIMIT);

        assertThat(cancelled).isTrue();
        sessions.onClose().block(LIMIT);
    }

    @Test
    void close_whenASessionIsOpen_thenItIsClosedAndNoOtherIsDialed() {
        FakeSession session = new FakeSession();
        answer = Mono.just(session.face());
        sessions.open(Mono::just).block(LIMIT);

        sessions.close().block(LIMIT);

        assertThat(session.isClosed).isTrue();
        StepVerifier.create(sessions.open(Mono::just))
                .expectError(IllegalStateException.class)
                .verify(LIMIT);
        assertThat(dials).hasValue(1);
    }

    private static SshException lost() {
        return new SshException(Failure.of(SshReason.SESSION_LOST, Stage.CHANNEL, "gone"));
    }

    /** A session that can be closed and lost. */
    private static final class FakeSession {

        private final Sinks.Empty<Void> closed = Sinks.empty();
        private final AtomicBoolean isClosed = new AtomicBoolean();
        private final SshSession face = (SshSession) Proxy.newProxyInstance(
                SshSession.class.getClassLoader(),
                new Class<?>[] {SshSession.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "onClose" -> closed.asMono();
                    case "close" ->
                        Mono.fromRunnable(() -> {
                            isClosed.set(true);
                            closed.tryEmitEmpty();
                        });
                    case "equals" -> proxy == arguments[0];
                    case "hashCode" -> System.identityHashCode(proxy);
                    case "toString" -> "FakeSession";
                    default -> throw new AssertionError("unexpected call: " + method);
                });

        SshSession face() {
            return face;
        }
    }
}
