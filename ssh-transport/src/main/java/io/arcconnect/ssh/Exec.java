package io.arcconnect.ssh;

import io.arcconnect.model.Secret;
import io.arcconnect.ssh.internal.exec.CommandSpec;
import io.arcconnect.ssh.internal.exec.ExecOptions;
import io.arcconnect.ssh.internal.exec.OutputWatch;
import io.arcconnect.ssh.internal.shell.ShellSyntax;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/**
 * A command to run: what the machine's shell is given, what it reads, and under which conditions. Immutable.
 *
 * <p>{@link #env}, {@link #workingDirectory}, {@link #timeout} and {@link #sudo} put words before the command, in the language
 * of the session's shell ({@link SshSession#shell()}); without them the machine is given the command as it is.
 */
public final class Exec {

    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final String text;
    private final Optional<RemoteShell> interpreter;
    private final Function<Charset, Publisher<ByteBuffer>> stdin;
    private final ExecOptions options;

    private Exec(
            String text,
            Optional<RemoteShell> interpreter,
            Function<Charset, Publisher<ByteBuffer>> stdin,
            ExecOptions options) {
        this.text = text;
        this.interpreter = interpreter;
        this.stdin = stdin;
        this.options = options;
    }

    /**
     * Names the command, with an empty standard input.
     *
     * @param command as the user's login shell on the machine reads it, sent in UTF-8; not empty
     * @return the command
     * @throws IllegalArgumentException when empty or with NUL, which ends the session on many servers
     */
    public static Exec command(String command) {
        return of(command, Optional.empty());
    }

    /**
     * Names a program and its arguments, each of which the program gets exactly as it is here.
     *
     * @param login the login shell, such as {@link SshSession#shell()}
     * @param argv the program, then its arguments
     * @return the command
     * @throws IllegalArgumentException as {@link RemoteShell#join}
     */
    public static Exec of(RemoteShell login, String... argv) {
        return command(login.join(List.of(argv)));
    }

    /**
     * Runs a script in a shell whatever the login shell is, with output in UTF-8 where the machine lets it. PowerShell gets
     * the script encoded, a long one through standard input before {@link #stdin}; it ends with the status of the last
     * program when the last statement failed. A script of cmd is one line and needs cmd as the login shell, one of POSIX runs
     * in {@code sh} and needs a POSIX one; else running it is an {@code IllegalArgumentException}.
     *
     * @param shell which shell
     * @param script in its language; not empty
     * @return the command
     * @throws IllegalArgumentException when empty
     */
    public static Exec script(RemoteShell shell, String script) {
        return of(script, Optional.of(shell));
    }

    private static Exec of(String text, Optional<RemoteShell> interpreter) {
        if (Objects.requireNonNull(text, "command").isEmpty()) {
            throw new IllegalArgumentException("a command must not be empty");
        }
        return new Exec(ShellSyntax.withoutNul(text), interpreter, charset -> Mono.empty(), ExecOptions.NONE);
    }

    /**
     * Feeds the command's standard input, which ends when the publisher does. The publisher is subscribed to when the
     * command has started, on a library thread that may block unless {@link Ssh#onEventLoop()} was chosen, and asked for
     * more as the machine takes it, a few buffers ahead. Its error ends the command.
     *
     * @param bytes the input
     * @return a new command
     */
    public Exec stdin(Publisher<ByteBuffer> bytes) {
        Objects.requireNonNull(bytes, "bytes");
        return new Exec(text, interpreter, charset -> bytes, options);
    }

    /**
     * Feeds a text, in the command's charset.
     *
     * @param input the input
     * @return a new command
     */
    public Exec stdin(String input) {
        Objects.requireNonNull(input, "input");
        return new Exec(
                text,
                interpreter,
                charset -> Mono.fromSupplier(() -> ByteBuffer.wrap(input.getBytes(charset))),
                options);
    }

    /**
     * Sets a variable of the command's environment. The server is asked to (RFC 4254, section 6.4); when it declines, as most
     * do but for {@code LANG} and {@code LC_*}, the shell exports it before the command, where other users of the machine may
     * see it in the list of processes. {@link ExecResult#exportedVariables()} says which. Asking takes a round trip.
     *
     * @param name letters, digits and underscores
     * @param value any; cmd has no way to say quotes, percent signs and line ends
     * @return a new command
     * @throws IllegalArgumentException when the name is none
     */
    public Exec env(String name, String value) {
        return with(options.withVariable(variable(name), ShellSyntax.withoutNul(value)));
    }

    /**
     * As {@link #env(String, String)} for what nobody else may see: when the server declines, the command does not run, with
     * {@code ssh.environment_refused}.
     *
     * @param name letters, digits and underscores
     * @param value hidden
     * @return a new command
     * @throws IllegalArgumentException when the name is none
     */
    public Exec env(String name, Secret value) {
        var unused = ShellSyntax.withoutNul(value.reveal());
        return with(options.withSecret(variable(name), value));
    }

    /**
     * Runs the command in a directory. When it cannot be entered, the command does not run, and the status is 1.
     *
     * @param path as the machine names it; not empty
     * @return a new command
     * @throws IllegalArgumentException when empty
     */
    public Exec workingDirectory(String path) {
        if (Objects.requireNonNull(path, "path").isEmpty()) {
            throw new IllegalArgumentException("a directory must have a name");
        }
        return with(options.withDirectory(ShellSyntax.withoutNul(path)));
    }

    /**
     * Bounds how long the command may take, counted from when the server has accepted it. Then it is signalled, first with
     * TERM and 2 seconds later with KILL, and it is {@code ssh.command_timed_out} with what it wrote until then, see
     * {@link SshException#result()}; the message says whether the machine has told that it ended.
     *
     * <p>In a POSIX shell the signal goes to the command's process group, over a second channel; elsewhere it is asked of
     * the server. PowerShell scripts are ended on Windows with all their children, by {@code taskkill}; of other commands on
     * Windows only their channel is closed, and they may go on running. None of that was run against Windows.
     *
     * @param most more than zero
     * @return a new command
     * @throws IllegalArgumentException when not more than zero
     */
    public Exec timeout(Duration most) {
        if (most.isZero() || most.isNegative()) {
            throw new IllegalArgumentException("timeout must be more than zero, got " + most);
        }
        return with(options.withTimeout(most));
    }

    /**
     * Says how much of each output {@link SshSession#exec(Exec)} keeps. Default: the first and the last 32 MiB, where more is
     * an error of {@link ExecResult#orThrow()}.
     *
     * @param limit of each output
     * @return a new command
     */
    public Exec keep(OutputLimit limit) {
        return with(options.withLimit(limit));
    }

    /**
     * Says how the command writes and reads text. Default: as {@link Ssh#charset}.
     *
     * @param charset of both outputs, and of {@link #stdin(String)}
     * @return a new command
     */
    public Exec charset(Charset charset) {
        return with(options.withCharset(charset));
    }

    /**
     * Runs the command as another user.
     *
     * @param sudo as whom, with which password
     * @return a new command
     */
    public Exec sudo(Sudo sudo) {
        return with(options.withSudo(sudo.spec()));
    }

    /**
     * Shows what the command writes as it arrives, beside keeping it for the result, such as to tell somebody how far it is.
     * For {@link SshSession#exec(Exec)}; {@link SshSession#start} has outputs of its own, and shows nothing here.
     *
     * <p>Both are called on library threads that may block, unless {@link Ssh#onEventLoop()} was chosen, each one call at a time,
     * with read-only buffers that are theirs during the call only. One that is slow makes the command wait. What one throws ends
     * the command, and is the error of {@code exec}.
     *
     * @param stdout sees standard output
     * @param stderr sees standard error
     * @return a new command
     */
    public Exec watch(Consumer<ByteBuffer> stdout, Consumer<ByteBuffer> stderr) {
        return with(options.withWatch(
                new OutputWatch(Objects.requireNonNull(stdout, "stdout"), Objects.requireNonNull(stderr, "stderr"))));
    }

    private static String variable(String name) {
        if (!VARIABLE.matcher(name).matches()) {
            throw new IllegalArgumentException("no variable can be called " + name);
        }
        return name;
    }

    private Exec with(ExecOptions newOptions) {
        return new Exec(text, interpreter, stdin, newOptions);
    }

    /** {@return the command, without what its conditions put before it} */
    public String command() {
        return text;
    }

    /** {@return what the command reads, texts in UTF-8 where no charset was chosen} */
    public Publisher<ByteBuffer> stdin() {
        return stdin.apply(options.charset().orElse(StandardCharsets.UTF_8));
    }

    /** {@return the variables, without the secret ones} */
    public Map<String, String> environment() {
        return options.variables();
    }

    /** {@return how long it may take; empty when nobody said} */
    public Optional<Duration> timeout() {
        return options.timeout();
    }

    /** {@return the directory that it runs in; empty when nobody said} */
    public Optional<String> workingDirectory() {
        return options.directory();
    }

    /** {@return who sees standard output as it arrives, see {@link #watch}; for sessions that are not this library's} */
    public Optional<Consumer<ByteBuffer>> stdoutWatcher() {
        return options.watch().map(OutputWatch::stdout);
    }

    /** {@return who sees standard error as it arrives, see {@link #watch}; for sessions that are not this library's} */
    public Optional<Consumer<ByteBuffer>> stderrWatcher() {
        return options.watch().map(OutputWatch::stderr);
    }

    CommandSpec spec() {
        return new CommandSpec(text, interpreter, stdin, options);
    }
}
