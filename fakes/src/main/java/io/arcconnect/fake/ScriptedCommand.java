package io.arcconnect.fake;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.arcconnect.error.ErrorReason;
import io.arcconnect.error.Stage;
import io.arcconnect.fake.CommandAnswer.Played;
import io.arcconnect.ssh.Exec;
import io.arcconnect.ssh.ExitStatus;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * What a command does, being said. Methods that give this again say more about it; those that give the {@link ScriptedSsh}
 * finish it. Unless it {@link #pipes}, a command reads all of its input before it does anything.
 */
public final class ScriptedCommand {

    private final ScriptedSsh ssh;
    private final SshScript script;
    private final String name;
    private final Predicate<Exec> meant;
    private int times = Integer.MAX_VALUE;
    private Duration delay = Duration.ZERO;
    private String before = "";

    ScriptedCommand(ScriptedSsh ssh, SshScript script, String name, Predicate<Exec> meant) {
        this.ssh = ssh;
        this.script = script;
        this.name = name;
        this.meant = meant;
    }

    /**
     * Says it for the next command that is meant only; afterwards what was said before counts again.
     *
     * @return this
     */
    public ScriptedCommand once() {
        return times(1);
    }

    /**
     * Says it for the next commands that are meant only; afterwards what was said before counts again.
     *
     * @param count 1 or more
     * @return this
     */
    public ScriptedCommand times(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("times must be 1 or more, got " + count);
        }
        times = count;
        return this;
    }

    /**
     * Lets the command take its time, on Reactor's clock, which may be virtual.
     *
     * @param duration before it writes anything
     * @return this
     */
    public ScriptedCommand after(Duration duration) {
        delay = Objects.requireNonNull(duration, "duration");
        return this;
    }

    /**
     * Lets the command write to standard output before it ends, fails or hangs.
     *
     * @param text in UTF-8
     * @return this
     */
    public ScriptedCommand printing(String text) {
        before = Objects.requireNonNull(text, "text");
        return this;
    }

    /**
     * Ends the command with a status.
     *
     * @param status its exit status
     * @param stdout written before, in UTF-8
     * @return the script
     */
    public ScriptedSsh returns(int status, String stdout) {
        return returns(status, stdout, "");
    }

    /**
     * Ends the command with a status.
     *
     * @param status its exit status
     * @param stdout written before, in UTF-8
     * @param stderr written before, in UTF-8
     * @return the script
     */
    public ScriptedSsh returns(int status, String stdout, String stderr) {
        Objects.requireNonNull(stdout, "stdout");
        Objects.requireNonNull(stderr, "stderr");
        return read((command, nothing) ->
                new Played(text(before + stdout), text(stderr), Mono.just(ExitStatus.of(status))));
    }

    /**
     * Ends the command as the test decides when it runs.
     *
     * @param answer from the command, whose {@link RanCommand#input} is complete
     * @return the script
     */
    public ScriptedSsh answers(Function<RanCommand, CommandReply> answer) {
        Objects.requireNonNull(answer, "answer");
        return read((command, nothing) -> {
            CommandReply reply = answer.apply(command);
            return new Played(
                    text(before).concatWith(bytes(reply.stdout())), bytes(reply.stderr()), Mono.just(reply.exit()));
        });
    }

    /**
     * Ends the command by a signal.
     *
     * @param signal without SIG, such as {@code KILL}
     * @return the script
     */
    public ScriptedSsh isKilled(String signal) {
        ExitStatus end = ExitStatus.signalled(Objects.requireNonNull(signal, "signal"));
        return read((command, nothing) -> new Played(text(before), Flux.empty(), Mono.just(end)));
    }

    /**
     * Fails the command.
     *
     * @param reason such as {@code SshReason.OUTCOME_UNKNOWN}
     * @return the script
     */
    public ScriptedSsh fails(ErrorReason reason) {
        Objects.requireNonNull(reason, "reason");
        return failing(command ->
                Failures.because(reason, Stage.CHANNEL, command.machine(), "the fake command failed as the test said"));
    }

    /**
     * Fails the command.
     *
     * @param failure the error
     * @return the script
     */
    public ScriptedSsh fails(Throwable failure) {
        Objects.requireNonNull(failure, "failure");
        return failing(command -> failure);
    }

    /**
     * Lets the command run until it is closed, cancelled, or its time is over.
     *
     * @return the script
     */
    public ScriptedSsh hangs() {
        return read(
                (command, nothing) -> new Played(text(before).concatWith(Flux.never()), Flux.never(), Mono.never()));
    }

    /**
     * Lets the command write as it goes, and end when that does.
     *
     * @param stdout pieces of text, asked for as the reader asks, in UTF-8; its error is the command's
     * @param status its exit status
     * @return the script
     */
    public ScriptedSsh writes(Publisher<String> stdout, int status) {
        Objects.requireNonNull(stdout, "stdout");
        return read((command, nothing) -> ending(
                text(before).concatWith(Flux.from(stdout).map(piece -> ByteBuffer.wrap(piece.getBytes(UTF_8)))),
                status));
    }

    /**
     * Lets the command turn its input into its output as it comes, as {@code cat} and {@code gzip} do, and end with status 0.
     *
     * @param program makes standard output of standard input
     * @return the script
     */
    public ScriptedSsh pipes(Function<Flux<ByteBuffer>, Publisher<ByteBuffer>> program) {
        Objects.requireNonNull(program, "program");
        Duration wait = delay;
        return add((command, input) -> {
            Played piping = ending(text(before).concatWith(Flux.defer(() -> program.apply(input))), 0);
            return wait.isZero()
                    ? piping
                    : piping.after(Mono.defer(() -> Mono.delay(wait).then()).cache());
        });
    }

    private ScriptedSsh failing(Function<RanCommand, Throwable> failure) {
        return read((command, nothing) -> {
            Throwable error = failure.apply(command);
            return new Played(text(before).concatWith(Flux.error(error)), Flux.error(error), Mono.error(error));
        });
    }

    /** The end of an output is the end of the command. */
    private static Played ending(Flux<ByteBuffer> stdout, int status) {
        Sinks.One<ExitStatus> exit = Sinks.one();
        return new Played(
                stdout.doOnError(exit::tryEmitError)
                        .doOnComplete(() -> exit.tryEmitValue(ExitStatus.of(status)))
                        .doOnCancel(() -> exit.tryEmitValue(ExitStatus.signalled("PIPE"))),
                Flux.empty(),
                exit.asMono());
    }

    private ScriptedSsh read(CommandAnswer answer) {
        return add(CommandAnswer.whenRead(delay, answer));
    }

    private ScriptedSsh add(CommandAnswer answer) {
        script.rule(new CommandRule(name, meant, times, answer));
        return ssh;
    }

    private static Flux<ByteBuffer> text(String text) {
        return bytes(text.getBytes(UTF_8));
    }

    private static Flux<ByteBuffer> bytes(byte[] bytes) {
        return bytes.length == 0 ? Flux.empty() : Flux.defer(() -> Flux.just(ByteBuffer.wrap(bytes.clone())));
    }
}
