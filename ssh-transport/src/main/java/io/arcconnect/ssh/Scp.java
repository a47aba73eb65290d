package io.arcconnect.ssh;

import io.arcconnect.model.DiagnosisStep;
import io.arcconnect.model.RelayService;
import io.arcconnect.spi.Protocol;
import io.arcconnect.spi.Route;
import java.time.Duration;
import java.util.Objects;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Describes carrying files by SCP, for servers without SFTP, such as dropbear on small systems. {@link Sftp} is faster, can go
 * on with what was broken off, and can do more. It needs the program scp and a POSIX shell on the machine, so it is not for
 * Windows, where OpenSSH's server always has SFTP. Immutable.
 *
 * <pre>{@code
 * machine.use(Scp.over(ssh), scp -> scp.upload(Path.of("app.conf"), "/etc/app.conf"));
 * }</pre>
 */
public final class Scp implements Protocol<ScpClient> {

    private static final Duration DEFAULT_RESPONSE = Duration.ofMinutes(5);

    private final Protocol<? extends SshSession> ssh;
    private final Duration responseTimeout;

    private Scp(Protocol<? extends SshSession> ssh, Duration responseTimeout) {
        this.ssh = ssh;
        this.responseTimeout = responseTimeout;
    }

    /**
     * Starts a description.
     *
     * @param ssh opens the session, which is closed with the client
     * @return a description with 5 minutes for an answer
     */
    public static Scp over(Protocol<? extends SshSession> ssh) {
        return new Scp(Objects.requireNonNull(ssh, "ssh"), DEFAULT_RESPONSE);
    }

    /**
     * Makes a client on a session that is there, beside whatever else runs on it. Nothing is sent before the first transfer.
     *
     * @param session which stays open when the client is closed
     * @return the client, with 5 minutes for an answer
     */
    public static Mono<ScpClient> on(SshSession session) {
        return Mono.fromSupplier(() -> new DefaultScpClient(session, Mono.empty(), DEFAULT_RESPONSE));
    }

    /**
     * Sets how long the machine may neither say nor take anything while a transfer waits for it, whose channel is closed and which
     * fails with {@code scp.timed_out} then; the session stays. What the disk of this computer takes is not counted. scp flushes
     * nothing to the machine's disk, but what it does behind the last byte, such as closing a file on a network, is counted.
     * Default 5 minutes.
     *
     * @param timeout more than zero
     * @return a new description
     * @throws IllegalArgumentException when not more than zero
     */
    public Scp responseTimeout(Duration timeout) {
        if (timeout.isZero() || timeout.isNegative()) {
            throw new IllegalArgumentException("responseTimeout must be more than zero, got " + timeout);
        }
        return new Scp(ssh, timeout);
    }

    @Override
    public Mono<ScpClient> open(Route route) {
        return OverSession.open(
                ssh,
                route,
                (session, closing) -> Mono.fromSupplier(() -> new DefaultScpClient(session, closing, responseTimeout)));
    }

    /** {@return what the session dials} */
    @Override
    public RelayService service() {
        return ssh.service();
    }

    /**
     * Looks at the session.
     *
     * @param route the way to the machine
     * @return the session's steps
     */
    @Override
    public Flux<DiagnosisStep> diagnose(Route route) {
        return ssh.diagnose(route);
    }

    /** {@return over which SSH} */
    @Override
    public String toString() {
        return "Scp[" + ssh + "]";
    }
}
