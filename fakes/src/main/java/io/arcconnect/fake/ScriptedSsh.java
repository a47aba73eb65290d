package io.arcconnect.fake;

import io.arcconnect.error.ErrorReason;
import io.arcconnect.error.Stage;
import io.arcconnect.model.MachineId;
import io.arcconnect.spi.DuplexStream;
import io.arcconnect.spi.Route;
import io.arcconnect.ssh.Exec;
import io.arcconnect.ssh.RemoteEndpoint;
import io.arcconnect.ssh.RemoteShell;
import io.arcconnect.ssh.SshSession;
import io.arcconnect.testkit.FakeCarrier;
import io.arcconnect.testkit.FakeRoute;
import io.arcconnect.testkit.ScriptedProtocol;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import reactor.core.publisher.Mono;

/**
 * SSH by script: a protocol whose sessions answer what the test said and nothing else, in memory. A command, a stream or a shell
 * that the test said nothing about throws an {@link AssertionError} that names it, at the call.
 *
 * <p>The newest script that fits a command answers it. Nothing here has a thread or a clock of its own: delays are Reactor's, so
 * that a test may run on virtual time, and signals come on the thread of whoever subscribes. What {@link Exec#keep} leaves out
 * of an output is not left out here.
 *
 * <p>Mutable and safe for any thread: what is said counts for calls from then on.
 */
public final class ScriptedSsh implements ScriptedProtocol<SshSession> {

    private final SshScript script = new SshScript();

    ScriptedSsh() {}

    /**
     * Begins to say what a command does.
     *
     * @param command the command's text, without what its conditions put before it
     * @return where to say it
     */
    public ScriptedCommand on(String command) {
        Objects.requireNonNull(command, "command");
        return new ScriptedCommand(
                this, script, "\"" + command + "\"", exec -> exec.command().equals(command));
    }

    /**
     * Begins to say what commands of a form do.
     *
     * @param regex for all of a command's text, in the form of {@link Pattern}; {@code .} is a line end too
     * @return where to say it
     */
    public ScriptedCommand onMatching(String regex) {
        Pattern form = Pattern.compile(regex, Pattern.DOTALL);
        return new ScriptedCommand(
                this,
                script,
                "/" + regex + "/",
                exec -> form.matcher(exec.command()).matches());
    }

    /**
     * Begins to say what commands do that have something in common, such as a timeout.
     *
     * @param meant whether a command is meant
     * @return where to say it
     */
    public ScriptedCommand on(Predicate<Exec> meant) {
        Objects.requireNonNull(meant, "meant");
        return new ScriptedCommand(this, script, "a condition", meant);
    }

    /**
     * Says what a shell in a terminal does. Without it a shell is unexpected.
     *
     * @param shell gets the script, for every shell that is opened
     * @return this
     */
    public ScriptedSsh onShell(Consumer<ShellScript> shell) {
        script.shell(Objects.requireNonNull(shell, "shell"));
        return this;
    }

    /**
     * Says what streams lead to. Without it a stream is unexpected.
     *
     * @param carrier has what listens on the machine, what is forbidden there, and what hangs
     * @return this
     */
    public ScriptedSsh reaching(FakeCarrier carrier) {
        script.carrier(Objects.requireNonNull(carrier, "carrier"));
        return this;
    }

    /**
     * Says what a Unix socket of the machine leads to.
     *
     * @param path of the socket
     * @param streams makes one for every connection, such as an end of {@code DuplexStreams.pair()}
     * @return this
     */
    public ScriptedSsh onSocket(String path, Supplier<Mono<DuplexStream>> streams) {
        script.stream("openSocket(" + path + ")", streams);
        return this;
    }

    /**
     * Says what a subsystem does.
     *
     * @param name such as {@code netconf}
     * @param streams makes one for every start, such as an end of {@code DuplexStreams.pair()}
     * @return this
     */
    public ScriptedSsh onSubsystem(String name, Supplier<Mono<DuplexStream>> streams) {
        script.stream("openSubsystem(" + name + ")", streams);
        return this;
    }

    /**
     * Says what becomes of a port or a socket that the machine is to listen on.
     *
     * @param answer for an address, such as {@code localhost:8080} or {@code /run/app.sock}, and for what serves its connections
     * @return this
     */
    public ScriptedSsh onListen(BiFunction<String, Function<DuplexStream, Mono<Void>>, Mono<RemoteEndpoint>> answer) {
        script.listening(Objects.requireNonNull(answer, "answer"));
        return this;
    }

    /**
     * Fails to open sessions, from now on.
     *
     * @param reason such as {@code SshReason.AUTH_FAILED} or {@code ArcReason.RELAY_LISTENER_NOT_FOUND}
     * @return this
     */
    public ScriptedSsh refusing(ErrorReason reason) {
        Objects.requireNonNull(reason, "reason");
        script.refusal(machine -> Failures.because(reason, Stage.SESSION, machine, "the fake session was refused"));
        return this;
    }

    /**
     * Fails to open sessions, from now on.
     *
     * @param failure the error
     * @return this
     */
    public ScriptedSsh refusing(Throwable failure) {
        Objects.requireNonNull(failure, "failure");
        script.refusal(machine -> failure);
        return this;
    }

    /**
     * Names who is logged in. Default: nobody is named.
     *
     * @param user the name
     * @return this
     */
    public ScriptedSsh user(String user) {
        script.user(Objects.requireNonNull(user, "user"));
        return this;
    }

    /**
     * Says which login shell sessions name. Default: a POSIX shell.
     *
     * @param shell which
     * @return this
     */
    public ScriptedSsh loginShell(RemoteShell shell) {
        script.loginShell(Objects.requireNonNull(shell, "shell"));
        return this;
    }

    /**
     * Loses every session that is open: what runs is {@code ssh.outcome_unknown}.
     *
     * @param cause what the sessions are told
     */
    public void lose(Throwable cause) {
        Objects.requireNonNull(cause, "cause");
        script.open().forEach(session -> session.lose(cause));
    }

    /** {@return the commands that were run, oldest first, with their input; unexpected ones are not among them} */
    public List<RanCommand> ran() {
        return script.ran();
    }

    /** {@return the texts of {@link #ran}} */
    public List<String> commands() {
        return ran().stream().map(RanCommand::command).toList();
    }

    /** {@return what was asked for that no script fits, oldest first: for code under test that survives the error} */
    public List<String> unexpected() {
        return script.unexpected();
    }

    /** {@return the machines that sessions were opened on, oldest first; refused ones too} */
    public List<MachineId> opened() {
        return script.opened();
    }

    /** {@return how many sessions are open} */
    public int openSessions() {
        return script.open().size();
    }

    /**
     * Makes an open session, for code that takes one.
     *
     * @param machine whose
     * @return the session
     */
    public SshSession session(MachineId machine) {
        return new FakeSshSession(FakeRoute.to(machine), script);
    }

    @Override
    public Mono<SshSession> open(Route route) {
        return Mono.defer(() -> script.begin(route)).map(begun -> new FakeSshSession(begun, script));
    }
}
