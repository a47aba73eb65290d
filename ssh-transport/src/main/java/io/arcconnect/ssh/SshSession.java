package io.arcconnect.ssh;

import io.arcconnect.spi.DuplexStream;
import io.arcconnect.spi.Route;
import io.arcconnect.spi.StreamOpener;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** An authenticated SSH session. Any number of commands and streams may be open at a time, as far as the server allows. */
public interface SshSession extends StreamOpener {

    /**
     * Runs a command with an empty standard input and collects what it writes.
     *
     * <p><b>Subscribing</b> runs it. <b>Error:</b> {@code ssh.outcome_unknown} when the connection is lost after the command
     * was sent, {@code ssh.channel_refused}; never the command's own failure, see {@link ExecResult#orThrow()}.
     * <b>Cancel</b> ends the command as {@link RemoteCommand#close} does.
     *
     * @param command as {@link Exec#command}
     * @return the result, whatever the status
     */
    default Mono<ExecResult> exec(String command) {
        return exec(Exec.command(command));
    }

    /**
     * Runs a command and collects what it writes, in memory, as far as {@link Exec#keep} says; for all of an output without
     * bound use {@link #start}. Errors as {@link #exec(String)}, and {@code ssh.command_timed_out},
     * {@code ssh.environment_refused} and {@code ssh.sudo_refused} where the command asks for such things.
     *
     * @param command what to run, with its input
     * @return the result, whatever the status
     */
    Mono<ExecResult> exec(Exec command);

    /**
     * The login shell that commands are written for: what {@link Ssh#shell} says, else cmd for a server that calls itself
     * OpenSSH for Windows, and a POSIX shell for others. Nobody asks the machine.
     *
     * @return the shell
     */
    default RemoteShell shell() {
        return RemoteShell.POSIX;
    }

    /**
     * Starts a command whose output is read as it comes.
     *
     * <p><b>Subscribing</b> starts it; the caller closes it.
     *
     * @param command what to run, with its input
     * @return the running command
     */
    Mono<RemoteCommand> start(Exec command);

    /**
     * Opens a {@code direct-tcpip} channel (RFC 4254, section 7.2). {@code endOutput()} sends EOF, which is a half-close.
     *
     * @param host as the machine resolves it
     * @param port 1 to 65535
     * @return the open stream; {@code stream.prohibited}, {@code stream.target_refused}, or {@code ssh.channel_refused} when
     *     the server refuses it otherwise (RFC 4254, section 5.1, open failures 1, 2 and the others)
     */
    @Override
    Mono<DuplexStream> openStream(String host, int port);

    /**
     * Opens a channel to a Unix socket of the machine ({@code direct-streamlocal@openssh.com}, OpenSSH's PROTOCOL, section
     * 2.4). OpenSSH has it, dropbear too; OpenSSH for Windows has no such sockets. {@code endOutput()} is a half-close.
     *
     * @param path absolute, such as {@code /run/docker.sock}
     * @return the open stream; errors as {@link #openStream}. OpenSSH answers {@code AllowStreamLocalForwarding no} with open
     *     failure 2 as well (observed with 9.2), so that {@code stream.target_refused} may mean either
     */
    Mono<DuplexStream> openSocket(String path);

    /**
     * Lets the machine listen on a TCP port and serves every connection made to it there (RFC 4254, section 7.1).
     *
     * <p><b>Subscribing</b> makes it listen; the caller closes it, and the end of the session does. <b>Error:</b> {@code
     * forward.listen_refused}. {@code onAccept} is called on a thread that may block, and has the subscriber's context; its
     * error closes that connection only.
     *
     * @param host what the machine listens on, as it resolves it: {@code localhost}, or an empty one for all addresses, which
     *     servers allow only when they are told to ({@code GatewayPorts})
     * @param port 1 to 65535, or 0 to let the machine choose
     * @param onAccept serves one connection, which is closed when the returned publisher ends
     * @return where it listens
     */
    Mono<RemoteEndpoint> listen(String host, int port, Function<DuplexStream, Mono<Void>> onAccept);

    /**
     * As {@link #listen}, on a Unix socket ({@code streamlocal-forward@openssh.com}). OpenSSH has it and leaves the socket's
     * file behind unless {@code StreamLocalBindUnlink} is set; dropbear does not.
     *
     * @param path absolute; a file that is there already is a refusal
     * @param onAccept serves one connection, which is closed when the returned publisher ends
     * @return where it listens
     */
    Mono<RemoteEndpoint> listenSocket(String path, Function<DuplexStream, Mono<Void>> onAccept);

    /** {@return the way that this session was opened over, for what needs more of it than a session} */
    Route route();

    /**
     * Starts a subsystem (RFC 4254, section 6.5) and carries its bytes. What it writes to standard error is dropped.
     *
     * <p><b>Subscribing</b> starts it; the caller closes it.
     *
     * @param name as the server knows it, such as {@code sftp} or {@code netconf}; not empty
     * @return the open stream; {@code ssh.channel_refused} when the server has no such subsystem
     */
    Mono<DuplexStream> openSubsystem(String name);

    /**
     * Opens a terminal and starts a shell in it; {@link Shell#on} describes one.
     *
     * <p><b>Subscribing</b> opens it; the caller closes it.
     *
     * @param request which terminal, and what runs in it
     * @return the open shell; {@code ssh.channel_refused} when the server gives no terminal
     */
    Mono<SshShell> openShell(ShellRequest request);
}
