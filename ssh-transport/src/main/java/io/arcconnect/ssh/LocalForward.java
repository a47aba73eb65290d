package io.arcconnect.ssh;

import io.arcconnect.model.DiagnosisStep;
import io.arcconnect.model.RelayService;
import io.arcconnect.spi.Protocol;
import io.arcconnect.spi.Route;
import io.arcconnect.ssh.internal.forward.ForwardReport;
import io.arcconnect.ssh.internal.forward.ForwardTarget;
import io.arcconnect.tunnel.LocalAccess;
import io.arcconnect.tunnel.LocalPort;
import io.arcconnect.tunnel.Tunnel;
import java.time.Duration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Describes a forward that listens on this computer, on 127.0.0.1. Immutable; each method returns a new description.
 *
 * <p>Opening fails as {@link Ssh} does, and with {@code forward.local_port_in_use}. The target is not tried: what it
 * refuses, it refuses to each connection.
 */
public final class LocalForward implements Protocol<LocalPort> {

    private final Tunnel<SshSession> tunnel;

    LocalForward(Protocol<? extends SshSession> ssh, ForwardTarget target) {
        this(Tunnel.of(ssh, target)
                .owner((route, context) -> new ForwardReport(route, context, "forward", target.address())));
    }

    private LocalForward(Tunnel<SshSession> tunnel) {
        this.tunnel = tunnel;
    }

    /**
     * Sets the port to listen on. Default: 0.
     *
     * @param port 1 to 65535, or 0 to let the system choose
     * @return a new description
     * @throws IllegalArgumentException when out of range
     */
    public LocalForward localPort(int port) {
        return new LocalForward(tunnel.localPort(port));
    }

    /**
     * Limits how many connections may be open at a time; one more is closed at once. Default 100: a connection that nobody
     * reads from may hold 12 MiB of what the machine has sent.
     *
     * @param most 1 or more
     * @return a new description
     * @throws IllegalArgumentException when less
     */
    public LocalForward maxConnections(int most) {
        return new LocalForward(tunnel.maxConnections(most));
    }

    /**
     * Closes connections through which nothing has moved for so long, or up to a quarter longer. By default they may be
     * silent for ever.
     *
     * @param limit 100 ms or more
     * @return a new description
     * @throws IllegalArgumentException when less
     */
    public LocalForward idle(Duration limit) {
        return new LocalForward(tunnel.idle(limit));
    }

    /**
     * Ends the forward, in order, when there has been no connection for so long, or up to a quarter longer: also from the
     * beginning. By default it stays.
     *
     * @param limit 100 ms or more
     * @return a new description
     * @throws IllegalArgumentException when less
     */
    public LocalForward endWhenUnused(Duration limit) {
        return new LocalForward(tunnel.endWhenUnused(limit));
    }

    /**
     * Keeps listening when the session is lost: the connections of that moment end, and the next one dials anew, waiting
     * until the machine is reached or the dial fails by its own bounds. A failed dial ends the connections that waited for
     * it, not the forward. Without this, the loss of the session ends the forward.
     *
     * @return a new description
     */
    public LocalForward keepListening() {
        return new LocalForward(tunnel.keepListening());
    }

    /**
     * Decides who may connect. Default: {@link LocalAccess#sameUser()}.
     *
     * @param access the policy
     * @return a new description
     */
    public LocalForward access(LocalAccess access) {
        return new LocalForward(tunnel.access(access));
    }

    /** Opens a session and the port; both are closed with the forward. */
    @Override
    public Mono<LocalPort> open(Route route) {
        return tunnel.open(route);
    }

    /**
     * Opens the port on a session that is open. The session stays when the forward is closed.
     *
     * @param session may have other channels
     * @return the forward; {@link IllegalStateException} when it is to keep listening, because only a session of its own can
     *     be replaced
     */
    public Mono<LocalPort> on(SshSession session) {
        return Mono.defer(() -> tunnel.on(session, session.route()));
    }

    @Override
    public RelayService service() {
        return tunnel.service();
    }

    /** {@return what the session finds; the target is tried by connections alone} */
    @Override
    public Flux<DiagnosisStep> diagnose(Route route) {
        return tunnel.diagnose(route);
    }

    /** {@return target and local port} */
    @Override
    public String toString() {
        return "LocalForward[" + tunnel + "]";
    }
}
