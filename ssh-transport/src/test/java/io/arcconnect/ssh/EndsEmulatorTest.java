package io.arcconnect.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.arcconnect.ArcConnect;
import io.arcconnect.ArcMachine;
import io.arcconnect.model.ConnectionLimits;
import io.arcconnect.model.Secret;
import io.arcconnect.testkit.ArcEmulator;
import io.arcconnect.testkit.EmbeddedSsh;
import io.arcconnect.testkit.EmulatedMachine;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** How sessions are limited, and how all of them end. */
class EndsEmulatorTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private ArcEmulator emulator;
    private ArcConnect arc;
    private ArcMachine machine;
    private Ssh ssh;

    @BeforeEach
    void start() {
        emulator = ArcEmulator.builder()
                .machine(EmulatedMachine.linux("lin-01")
                        .ssh(EmbeddedSsh.create().password("ada", "pw"))
                        .enabled())
                .start();
        arc = emulator.arcConnect()
                .connectionLimits(ConnectionLimits.NONE.withPerMachine(2))
                .build();
        machine = arc.machine(emulator.machine("lin-01").id());
        ssh = Ssh.as("ada")
                .identity(SshIdentity.password(Secret.of("pw")))
                .hostKeys(HostKeys.pinned(emulator.machine("lin-01").hostKeyFingerprint()));
    }

    @AfterEach
    void stop() {
        arc.close().block(LIMIT);
        emulator.close();
    }

    private void awaitNoConnection() {
        Eventually.holds(
                "no relay connection", LIMIT, () -> emulator.machine("lin-01").openConnections() == 0);
    }

    @Test
    void connectionLimits_whenMoreAreWanted_thenTheyTakeTurns() {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();

        Long done = Flux.range(0, 12)
                .flatMap(number -> machine.use(
                        ssh,
                        session -> Mono.fromSupplier(() -> most.accumulateAndGet(now.incrementAndGet(), Math::max))
                                .then(session.exec("echo hello"))
                                .doFinally(end -> now.decrementAndGet())))
                .count()
                .block(LIMIT);

        assertThat(done).isEqualTo(12);
        assertThat(most.get()).isLessThanOrEqualTo(2);
    }

    @Test
    void drain_whenACommandRuns_thenItGoesOnAndNothingElseBegins() {
        Sinks.One<ByteBuffer> input = Sinks.one();
        Sinks.Empty<Void> started = Sinks.empty();
        Mono<String> running = machine.use(
                        ssh,
                        session -> session.exec(Exec.command("cat")
                                        .stdin(input.asMono().doOnSubscribe(s -> started.tryEmitEmpty())))
                                .flatMap(first -> session.exec("echo " + first.stdout()))
                                .map(ExecResult::stdout))
                .cache();
        running.subscribe();
        started.asMono().block(LIMIT);

        Mono<Void> drained = arc.drain(Duration.ofMinutes(5)).cache();
        drained.subscribe();
        assertThatThrownBy(
                        () -> machine.use(ssh, session -> session.exec("true")).block(LIMIT))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closing");
        input.tryEmitValue(ByteBuffer.wrap("hello".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .orThrow();

        assertThat(running.block(LIMIT)).isEqualTo("hello\n");
        drained.block(LIMIT);
        arc.onClose().block(LIMIT);
        awaitNoConnection();
    }

    @Test
    void drain_whenAPoolHoldsSessions_thenTheyAreClosed() {
        SshPool pool = SshPool.of(ssh).idle(Duration.ofHours(1));
        machine.use(pool, session -> session.exec("true")).block(LIMIT);
        ArcConnect view = arc.withCredential(emulator.credential("ada"));
        view.machine(machine.id()).use(pool, session -> session.exec("true")).block(LIMIT);
        assertThat(emulator.machine("lin-01").openConnections()).isEqualTo(2);

        arc.drain(Duration.ofMinutes(5)).block(LIMIT);

        awaitNoConnection();
    }

    @Test
    void drain_whenTheWorkTakesTooLong_thenItIsEnded() {
        SshSession session = machine.connect(ssh).block(LIMIT);

        arc.drain(Duration.ofMillis(50)).block(LIMIT);

        session.onClose().onErrorComplete().block(LIMIT);
        awaitNoConnection();
        assertThatIllegalArgumentException().isThrownBy(() -> arc.drain(Duration.ZERO));
    }

    @Test
    void closeNow_whenACommandRuns_thenItIsLostAndNothingIsLeft() {
        SshSession session = machine.connect(ssh).block(LIMIT);
        RemoteCommand command =
                session.start(Exec.command("cat").stdin(Flux.never())).block(LIMIT);

        arc.closeNow().block(LIMIT);

        SshException unknown =
                catchThrowableOfType(SshException.class, () -> command.exit().block(LIMIT));
        assertThat(unknown.reason()).isEqualTo(SshReason.OUTCOME_UNKNOWN);
        assertThatThrownBy(() -> machine.use(ssh, any -> Mono.empty()).block(LIMIT))
                .isInstanceOf(IllegalStateException.class);
        awaitNoConnection();
    }
}
