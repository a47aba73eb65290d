package io.arcconnect.tunnel;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.error.ArcReason;
import io.arcconnect.error.Failure;
import io.arcconnect.error.RelayException;
import io.arcconnect.error.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;
import reactor.util.context.Context;

class RenewedSessionTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final AtomicInteger dials = new AtomicInteger();
    private final AtomicBoolean cancelled = new AtomicBoolean();
    private Mono<FakeSession> answer = Mono.empty();
    private final CurrentSession<FakeSession> sessions = CurrentSession.renewed(
            route -> Mono.defer(() -> {
                dials.incrementAndGet();
                return answer.doOnCancel(() -> cancelled.set(true));
            }),
            TestRoute.withoutPorts(),
            Context.empty());

    @Test
    void open_whenManyAsk_thenOneDialServesAll() {
        Sinks.One<FakeSession> gate = Sinks.one();
        FakeSession session = new FakeSession();
        answer = gate.asMono();

        StepVerifier.create(Mono.zip(sessions.open(Mono::just), sessions.open(Mono::just), sessions.open(Mono::just)))
                .then(() -> gate.tryEmitValue(session))
                .expectNextCount(1)
                .expectComplete()
                .verify(LIMIT);

        assertThat(dials).hasValue(1);
    }

    @Test
    void open_whenTheSessionWasLost_thenDialsAnew() {
        FakeSession first = new FakeSession();
        FakeSession second = new FakeSession();
        answer = Mono.just(first);
        sessions.open(Mono::just).block(LIMIT);
        first.closed.tryEmitError(FakeSession.lost());
        answer = Mono.just(second);

        FakeSession next = sessions.open(Mono::just).block(LIMIT);

        assertThat(next).isSameAs(second);
        assertThat(dials).hasValue(2);
    }

    @Test
    void open_whenTheLossShowsFirstInTheOpening_thenTriedOnTheNextSession() {
        FakeSession first = new FakeSession();
        FakeSession second = new FakeSession();
        answer = Mono.just(first);
        sessions.open(Mono::just).block(LIMIT);
        answer = Mono.just(second);

        FakeSession used = sessions.open(
                        session -> session == first ? Mono.error(FakeSession.lost()) : Mono.just(session))
                .block(LIMIT);

        assertThat(used).isSameAs(second);
    }

    @Test
    void open_whenEverySessionIsLostAtOnce_thenGivesUpAfterTheSecond() {
        answer = Mono.fromSupplier(() -> new FakeSession());

        StepVerifier.create(sessions.open(session -> Mono.error(FakeSession.lost())))
                .expectError(RelayException.class)
                .verify(LIMIT);

        assertThat(dials).hasValue(2);
    }

    /** A machine that logs in and hangs up, below programs that connect as fast as they can. */
    @Test
    void open_whenSessionAfterSessionIsLostAtOnce_thenDialedLessAndLessOften() {
        answer = Mono.fromSupplier(() -> new FakeSession());
        Mono<Integer> aHundred = sessions.open(session -> Mono.error(FakeSession.lost()))
                .onErrorResume(lost -> Mono.empty())
                .repeat(100)
                .then(Mono.fromSupplier(dials::get));

        StepVerifier.withVirtualTime(() -> aHundred.concatWith(
                                Mono.delay(Duration.ofSeconds(1)).then(aHundred))
                        .concatWith(Mono.delay(Duration.ofSeconds(1)).then(aHundred))
                        .concatWith(Mono.delay(Duration.ofSeconds(1)).then(aHundred)))
                .thenAwait(Duration.ofSeconds(10))
                .expectNext(4, 5, 5, 6)
                .expectComplete()
                .verify(LIMIT);
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
    void open_whenTheReasonDoesNotPass_thenEachDialInARowIsAnsweredForTwiceAsLong() {
        VirtualTimeScheduler time = VirtualTimeScheduler.getOrSet();
        try {
            answer = Mono.error(new RelayException(Failure.of(ArcReason.RELAY_FORBIDDEN, Stage.DIAL, "not from here")));
            List<Long> at = new ArrayList<>();

            for (int second = 0; second <= 200; second++) {
                int before = dials.get();
                sessions.open(Mono::just).onErrorComplete().subscribe();
                if (dials.get() > before) {
                    at.add((long) second);
                }
                time.advanceTimeBy(Duration.ofSeconds(1));
            }

            assertThat(at).containsExactly(0L, 1L, 3L, 7L, 15L, 31L, 63L, 127L, 191L);
        } finally {
            VirtualTimeScheduler.reset();
        }
    }

    @Test
    void open_whenAThousandAskWithinTheAnswer_thenOneDial() {
        VirtualTimeScheduler.getOrSet();
        try {
            answer = Mono.error(new IllegalStateException("no route"));

            for (int i = 0; i < 1_000; i++) {
                sessions.open(Mono::just).onErrorComplete().subscribe();
            }

            assertThat(dials).hasValue(1);
        } finally {
            VirtualTimeScheduler.reset();
        }
    }

    @Test
    void open_whenTheProtocolOpensNothing_thenAnErrorAndNotForEver() {
        answer = Mono.empty();

        StepVerifier.create(sessions.open(Mono::just))
                .expectErrorMessage("the carrier opened no session")
                .verify(LIMIT);
    }

    @Test
    void open_whenTheSessionIsHalfOpen_thenItIsClosed() {
        FakeSession halfOpen = new FakeSession();
        answer = Mono.just(halfOpen);

        sessions.open(session -> Mono.error(FakeSession.lost()))
                .onErrorComplete()
                .block(LIMIT);

        assertThat(halfOpen.isClosed).isTrue();
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
        answer = Mono.just(session);
        sessions.open(Mono::just).block(LIMIT);

        sessions.close().block(LIMIT);

        assertThat(session.isClosed).isTrue();
        StepVerifier.create(sessions.open(Mono::just))
                .expectError(IllegalStateException.class)
                .verify(LIMIT);
        assertThat(dials).hasValue(1);
    }
}
