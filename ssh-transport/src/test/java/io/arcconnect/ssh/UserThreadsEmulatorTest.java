package io.arcconnect.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.ArcConnect;
import io.arcconnect.ArcMachine;
import io.arcconnect.model.RelayService;
import io.arcconnect.model.Secret;
import io.arcconnect.spi.DuplexStream;
import io.arcconnect.testkit.ArcEmulator;
import io.arcconnect.testkit.EmbeddedSsh;
import io.arcconnect.testkit.EmulatedMachine;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Code of the user never runs on an I/O thread, unless it was promised not to block. */
class UserThreadsEmulatorTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static ArcEmulator emulator;
    private static ArcConnect arc;
    private static ArcMachine machine;
    private static Ssh ssh;

    private final Queue<String> threads = new ConcurrentLinkedQueue<>();

    @BeforeAll
    static void start() {
        emulator = ArcEmulator.builder()
                .machine(EmulatedMachine.windows("win-01")
                        // Windows has no cat: a command that ends by itself may end before its input fails.
                        .ssh(EmbeddedSsh.create().posix().password("ada", "pw").rdpEcho())
                        .enabled())
                .start();
        arc = emulator.arcConnect().build();
        machine = arc.machine(emulator.machine("win-01").id());
        ssh = Ssh.as("ada")
                .identity(SshIdentity.password(Secret.of("pw")))
                .hostKeys(HostKeys.pinned(emulator.machine("win-01").hostKeyFingerprint()));
    }

    @AfterAll
    static void stop() {
        arc.close().block(LIMIT);
        emulator.close();
    }

    @AfterEach
    void everyThreadWasTheUsers() {
        assertThat(threads).isNotEmpty().allMatch(name -> name.startsWith("arc-user"));
    }

    private void note() {
        threads.add(Thread.currentThread().getName());
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private Flux<ByteBuffer> input() {
        return Flux.<ByteBuffer, Integer>generate(() -> 0, (count, sink) -> {
            note();
            if (count == 40) {
                sink.complete();
            } else {
                sink.next(bytes("x".repeat(10_000)));
            }
            return count + 1;
        });
    }

    @Test
    void use_whenItsResultArrives_thenOnAThreadThatMayBlock() {
        machine.use(ssh, session -> session.exec("echo hello"))
                .doOnNext(result -> note())
                .block(LIMIT);
    }

    @Test
    void use_whenItFails_thenToldOnAThreadThatMayBlock() {
        machine.use(ssh, session -> Mono.error(new IllegalStateException("own")))
                .doOnError(error -> note())
                .onErrorResume(error -> Mono.empty())
                .block(LIMIT);
    }

    @Test
    void stream_whenItEnds_thenToldOnAThreadThatMayBlock() {
        machine.stream(ssh, session -> session.exec("echo hello").flux())
                .doOnComplete(this::note)
                .blockLast(LIMIT);
    }

    @Test
    void exec_whenFed_thenTheInputIsMadeOnAThreadThatMayBlock() {
        machine.use(ssh, session -> session.exec(Exec.command("cat").stdin(input())))
                .block(LIMIT);
    }

    @Test
    void exec_whenItsInputFails_thenToldOnAThreadThatMayBlock() {
        machine.use(
                        ssh,
                        session -> session.exec(Exec.command("cat").stdin(Flux.error(new IllegalStateException("own"))))
                                .doOnError(error -> note())
                                .onErrorResume(error -> Mono.empty()))
                .block(LIMIT);
    }

    @Test
    void openStream_whenSendingAndClosing_thenToldOnAThreadThatMayBlock() {
        machine.use(ssh, session -> session.openStream("localhost", 3389).flatMap(this::sendAndClose))
                .block(LIMIT);
    }

    @Test
    void dial_whenSendingAndClosing_thenToldOnAThreadThatMayBlock() {
        DuplexStream stream = machine.dial(RelayService.ssh(22)).block(LIMIT);

        stream.send(Flux.concat(Mono.just(bytes("SSH-2.0-nobody\r\n")), Mono.fromRunnable(this::note)))
                .doOnSuccess(nothing -> note())
                .then(stream.close())
                .doOnSuccess(nothing -> note())
                .block(LIMIT);
    }

    private Mono<Void> sendAndClose(DuplexStream stream) {
        return stream.receive()
                .doOnNext(echo -> note())
                .scan(0, (sum, echo) -> sum + echo.remaining())
                .takeUntil(sum -> sum == 400_000)
                .then()
                .and(stream.send(input()).doOnSuccess(nothing -> note()))
                .then(stream.endOutput().doOnSuccess(nothing -> note()))
                .then(stream.close())
                .doOnSuccess(nothing -> note())
                .then(stream.onClose())
                .doOnSuccess(nothing -> note());
    }

    @Test
    void close_whenASessionOrCommandIsClosed_thenToldOnAThreadThatMayBlock() {
        SshSession session = machine.connect(ssh).block(LIMIT);
        RemoteCommand command = session.start(Exec.command("sleep")).block(LIMIT);
        Mono<Void> ends = Mono.when(
                session.onClose().doOnSuccess(nothing -> note()).onErrorComplete(),
                command.onClose().doOnTerminate(this::note).onErrorComplete());

        ends.and(command.close()
                        .doOnSuccess(nothing -> note())
                        .then(session.close())
                        .doOnSuccess(nothing -> note()))
                .block(LIMIT);
    }
}
