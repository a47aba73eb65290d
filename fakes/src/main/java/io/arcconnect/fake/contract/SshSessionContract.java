package io.arcconnect.fake.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arcconnect.ssh.Exec;
import io.arcconnect.ssh.ExecResult;
import io.arcconnect.ssh.RemoteCommand;
import io.arcconnect.ssh.SshException;
import io.arcconnect.ssh.SshReason;
import io.arcconnect.ssh.SshSession;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/**
 * What every {@link SshSession} must do with commands, whatever carries it: a script, an emulator, a machine of Azure. Implement
 * {@link #open}; the tests come along. They run harmless commands of a POSIX shell: {@code echo}, {@code cat}, {@code exit} and
 * {@code sleep}.
 */
@Timeout(300)
public interface SshSessionContract {

    /** Writes {@code hello} to standard output. */
    String HELLO = "echo hello";

    /** Writes to both outputs and ends with status 3. */
    String FAILING = "echo out; echo err >&2; exit 3";

    /** Writes what it reads. */
    String COPYING = "cat";

    /** Runs longer than any test. */
    String SLEEPING = "sleep 600";

    /** How long anything here may take. */
    Duration SOON = Duration.ofSeconds(60);

    /**
     * Opens a session.
     *
     * @return the session, which the test closes
     * @throws Exception when that fails
     */
    SshSession open() throws Exception;

    /** A command's output and status arrive. */
    @Test
    default void exec_whenItSucceeds_thenOutputAndStatus() throws Exception {
        SshSession session = open();

        ExecResult result = run(session, Exec.command(HELLO));

        assertThat(result.stdout().strip()).isEqualTo("hello");
        assertThat(result.stderr()).isEmpty();
        assertThat(result.exitStatus()).hasValue(0);
        assertThat(result.machine()).isEqualTo(session.route().machine());
        assertThat(result.orThrow()).isSameAs(result);
        session.close().block(SOON);
    }

    /** A failed command is a value; whoever insists gets an error that has it. */
    @Test
    default void exec_whenItFails_thenAValueThatMayBeThrown() throws Exception {
        SshSession session = open();

        ExecResult result = run(session, Exec.command(FAILING));

        assertThat(result.exitStatus()).hasValue(3);
        assertThat(result.stdout().strip()).isEqualTo("out");
        assertThat(result.stderr().strip()).isEqualTo("err");
        assertThatThrownBy(result::orThrow).isInstanceOfSatisfying(SshException.class, failed -> {
            assertThat(failed.reason()).isEqualTo(SshReason.EXIT_STATUS);
            assertThat(failed.result()).containsSame(result);
        });
        session.close().block(SOON);
    }

    /** A command reads all of its input, and no less. */
    @Test
    default void exec_whenItHasInput_thenEveryByteArrives() throws Exception {
        SshSession session = open();
        // More than the pipes of a command hold: whoever writes all of it before reading never ends.
        byte[] input = "0123456789abcdef".repeat(20_000).getBytes(UTF_8);
        Flux<ByteBuffer> pieces = Flux.range(0, input.length / 10_000)
                .map(i -> ByteBuffer.wrap(input, i * 10_000, 10_000).slice());

        ExecResult result = run(session, Exec.command(COPYING).stdin(pieces));

        assertThat(result.stdoutBytes()).isEqualTo(input);
        session.close().block(SOON);
    }

    /** Nothing runs before somebody subscribes, and each subscription runs it. */
    @Test
    default void exec_whenSubscribedTwice_thenItRunsTwice() throws Exception {
        SshSession session = open();
        Mono<ExecResult> command = session.exec(HELLO);

        ExecResult first = command.blockOptional(SOON).orElseThrow();
        ExecResult second = command.blockOptional(SOON).orElseThrow();

        assertThat(first).isNotSameAs(second);
        assertThat(second.stdout()).isEqualTo(first.stdout());
        session.close().block(SOON);
    }

    /** Commands of one session do not mix. */
    @Test
    default void exec_whenSeveralRun_thenEachHasItsOwnOutput() throws Exception {
        SshSession session = open();

        List<String> answers = Flux.range(0, 5)
                .flatMapSequential(i -> session.exec(Exec.command(COPYING).stdin("number " + i)))
                .map(ExecResult::stdout)
                .collectList()
                .blockOptional(SOON)
                .orElseThrow();

        assertThat(answers).containsExactly("number 0", "number 1", "number 2", "number 3", "number 4");
        session.close().block(SOON);
    }

    /** Whoever watches sees what is kept. */
    @Test
    default void exec_whenWatched_thenTheWatcherSeesTheOutput() throws Exception {
        SshSession session = open();
        ByteArrayOutputStream seen = new ByteArrayOutputStream();

        ExecResult result = run(
                session,
                Exec.command(HELLO)
                        .watch(
                                bytes -> {
                                    byte[] copy = new byte[bytes.remaining()];
                                    bytes.get(copy);
                                    seen.writeBytes(copy);
                                },
                                bytes -> {}));

        assertThat(seen.toByteArray()).isEqualTo(result.stdoutBytes());
        session.close().block(SOON);
    }

    /** Whoever gives a command up leaves the session usable. */
    @Test
    default void exec_whenCancelled_thenTheSessionStays() throws Exception {
        SshSession session = open();
        Disposable running = session.exec(SLEEPING).subscribe(result -> {}, error -> {});

        running.dispose();

        assertThat(run(session, Exec.command(HELLO)).isSuccess()).isTrue();
        session.close().block(SOON);
    }

    /** A command that takes too long says so, and has what it wrote. */
    @Test
    default void exec_whenItTakesTooLong_thenTimedOut() throws Exception {
        SshSession session = open();

        StepVerifier.create(session.exec(Exec.command(SLEEPING).timeout(Duration.ofSeconds(1))))
                .expectErrorSatisfies(error -> assertThat(error).isInstanceOfSatisfying(SshException.class, late -> {
                    assertThat(late.reason()).isEqualTo(SshReason.COMMAND_TIMED_OUT);
                    assertThat(late.result()).isPresent();
                }))
                .verify(SOON);
        assertThat(run(session, Exec.command(HELLO)).isSuccess()).isTrue();
        session.close().block(SOON);
    }

    /** A started command has each output once, and tells how it ends. */
    @Test
    default void start_whenItsOutputIsRead_thenOnceAndItsEndIsKnown() throws Exception {
        SshSession session = open();
        RemoteCommand command =
                session.start(Exec.command(FAILING)).blockOptional(SOON).orElseThrow();

        String stdout = text(command.stdout().mergeWith(command.stderr()));

        assertThat(stdout).contains("out").contains("err");
        StepVerifier.create(command.exit())
                .assertNext(exit -> assertThat(exit.status()).hasValue(3))
                .expectComplete()
                .verify(SOON);
        StepVerifier.create(command.stdout())
                .expectError(IllegalStateException.class)
                .verify(SOON);
        command.close().block(SOON);
        command.close().block(SOON);
        session.close().block(SOON);
    }

    /** Closing a command ends it and leaves the session as it is. */
    @Test
    default void close_whenACommandRuns_thenItEndsAndTheSessionStays() throws Exception {
        SshSession session = open();
        RemoteCommand command =
                session.start(Exec.command(SLEEPING)).blockOptional(SOON).orElseThrow();

        command.close().block(SOON);

        command.onClose().onErrorComplete().block(SOON);
        assertThat(run(session, Exec.command(HELLO)).isSuccess()).isTrue();
        session.close().block(SOON);
    }

    /** A closed session says that it is closed, twice is once, and it runs nothing any more. */
    @Test
    default void close_whenItIsClosed_thenNothingRunsAnyMore() throws Exception {
        SshSession session = open();

        session.close().block(SOON);
        session.close().block(SOON);

        StepVerifier.create(session.onClose()).expectComplete().verify(SOON);
        StepVerifier.create(session.exec(HELLO)).expectError(SshException.class).verify(SOON);
    }

    private static ExecResult run(SshSession session, Exec command) {
        return Objects.requireNonNull(session.exec(command).block(SOON));
    }

    private static String text(Flux<ByteBuffer> output) {
        return output.map(bytes -> UTF_8.decode(bytes).toString())
                .collectList()
                .map(pieces -> String.join("", pieces))
                .blockOptional(SOON)
                .orElseThrow();
    }
}
