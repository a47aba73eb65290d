package io.arcconnect.ssh;

import io.arcconnect.model.DiagnosisStep;
import io.arcconnect.model.MachineId;
import io.arcconnect.model.RelayService;
import io.arcconnect.spi.Protocol;
import io.arcconnect.spi.Route;
import io.arcconnect.ssh.internal.terminal.ClosingShell;
import io.arcconnect.ssh.internal.terminal.RecordedShell;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Describes a shell in a terminal, as a person uses one. Immutable; each method returns a new description. For one command
 * and its result use {@link SshSession#exec(String)}, which needs no terminal.
 *
 * <pre>{@code
 * machine.stream(Shell.over(ssh).size(120, 40), shell -> shell.interact(keystrokes));
 * }</pre>
 *
 * <p>Opening fails as {@link Ssh} does, and with {@code ssh.channel_refused} when the server gives no terminal.
 */
public final class Shell implements Protocol<SshShell> {

    private static final int DEFAULT_COLUMNS = 80;
    private static final int DEFAULT_ROWS = 24;

    private final Protocol<? extends SshSession> ssh;
    private final ShellRequest request;
    private final Optional<Recording> recording;

    private Shell(Protocol<? extends SshSession> ssh, ShellRequest request, Optional<Recording> recording) {
        this.ssh = ssh;
        this.request = request;
        this.recording = recording;
    }

    /**
     * Starts a description: the user's login shell in a terminal as {@link Pty#of(int, int)}, 80 columns and 24 rows, with
     * {@code LANG=C.UTF-8}, so that what the screen gets is UTF-8.
     *
     * @param ssh how to log in
     * @return a description
     */
    public static Shell over(Protocol<? extends SshSession> ssh) {
        return new Shell(
                Objects.requireNonNull(ssh, "ssh"),
                new ShellRequest(Pty.of(DEFAULT_COLUMNS, DEFAULT_ROWS), Map.of("LANG", "C.UTF-8"), Optional.empty()),
                Optional.empty());
    }

    /**
     * Sets the size of the terminal at its beginning; {@link SshShell#resize} changes it later.
     *
     * @param columns width in characters, 1 to 65535
     * @param rows height in characters, 1 to 65535
     * @return a new description
     * @throws IllegalArgumentException when out of range
     */
    public Shell size(int columns, int rows) {
        return pty(request.pty().size(columns, rows));
    }

    /**
     * Sets everything about the terminal.
     *
     * @param pty such as {@link Pty#raw}
     * @return a new description
     */
    public Shell pty(Pty pty) {
        return with(new ShellRequest(pty, request.environment(), request.command()));
    }

    /**
     * Sets an environment variable, if the server allows it: OpenSSH accepts what {@code AcceptEnv} names, on Debian and
     * Ubuntu {@code LANG} and {@code LC_*}, and dropbear none. A refused one is left out silently.
     *
     * @param name not empty
     * @param value its value
     * @return a new description
     */
    public Shell env(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(request.environment());
        more.put(name, Objects.requireNonNull(value, "value"));
        return with(new ShellRequest(request.pty(), more, request.command()));
    }

    /**
     * Runs a command in the terminal instead of the login shell, such as {@code top}.
     *
     * @param command as the user's login shell reads it, sent in UTF-8; not empty
     * @return a new description
     */
    public Shell command(String command) {
        return with(new ShellRequest(request.pty(), request.environment(), Optional.of(command)));
    }

    private Shell with(ShellRequest newRequest) {
        return new Shell(ssh, newRequest, recording);
    }

    /**
     * Records what the screen shows. The recording sees what is read from {@link SshShell#screen()} or
     * {@link SshShell#interact}, and when reading is cancelled everything after. Screen bytes then arrive on a thread that
     * may block, also with {@link Ssh#onEventLoop()}, and no faster than they can be written.
     *
     * @param newRecording where and what
     * @return a new description, which opens with {@code ssh.recording_failed} when the file cannot be created
     */
    public Shell recording(Recording newRecording) {
        return new Shell(ssh, request, Optional.of(newRecording));
    }

    /** Opens a session and the shell on it; both are closed with the shell. */
    @Override
    public Mono<SshShell> open(Route route) {
        return OverSession.open(
                ssh,
                route,
                (session, last) ->
                        on(session, Optional.of(route.machine())).map(shell -> new ClosingShell(shell, last)));
    }

    /**
     * Opens the shell on a session that is open. The session stays when the shell is closed.
     *
     * @param session may have other channels
     * @return the shell; whoever subscribes closes it
     */
    public Mono<SshShell> on(SshSession session) {
        return on(session, Optional.empty());
    }

    private Mono<SshShell> on(SshSession session, Optional<MachineId> machine) {
        Mono<SshShell> opened = session.openShell(request);
        return recording
                .map(wanted -> opened.flatMap(shell -> RecordedShell.around(
                        shell,
                        () -> wanted.begin(request.pty(), machine.map(MachineId::name)),
                        wanted.includesInput(),
                        machine)))
                .orElse(opened);
    }

    @Override
    public RelayService service() {
        return ssh.service();
    }

    /** {@return what the session finds; a terminal is tried by {@link #open} alone} */
    @Override
    public Flux<DiagnosisStep> diagnose(Route route) {
        return ssh.diagnose(route);
    }

    /** {@return the terminal, without the values of variables and the command} */
    @Override
    public String toString() {
        return "Shell[" + ssh + ", " + request + "]";
    }
}
