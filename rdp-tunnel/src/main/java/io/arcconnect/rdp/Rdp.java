package io.arcconnect.rdp;

import io.arcconnect.model.DiagnosisStep;
import io.arcconnect.model.RelayService;
import io.arcconnect.spi.Protocol;
import io.arcconnect.spi.Route;
import io.arcconnect.spi.StreamOpener;
import io.arcconnect.tunnel.LocalAccess;
import io.arcconnect.tunnel.Tunnel;
import java.time.Duration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Remote desktop over a session that opens streams on the machine, such as SSH. A local port is bound on 127.0.0.1, and
 * each connection to it becomes one stream to {@code localhost} on the machine (protocol.md 5). Any client program on any
 * operating system can use it; RDP over UDP is not carried.
 *
 * <p>The port outlives the session. When that is lost, the connections of that moment end, and the next one dials anew: a
 * desktop client that reconnects, as they do, gets its desktop back at the same port. Nothing is dialed while nobody
 * connects. What fails for one connection ends that one.
 *
 * <p>A value: each wither gives a new one.
 */
public final class Rdp implements Protocol<RdpTunnel> {

    /** The port that Windows listens on for remote desktop unless told otherwise. */
    public static final int DEFAULT_TARGET_PORT = 3389;

    private final Protocol<? extends StreamOpener> carrier;
    private final int targetPort;
    private final Tunnel<StreamOpener> tunnel;

    private Rdp(Protocol<? extends StreamOpener> carrier, int targetPort, Tunnel<StreamOpener> tunnel) {
        this.carrier = carrier;
        this.targetPort = targetPort;
        this.tunnel = tunnel;
    }

    /**
     * Carries remote desktop over another protocol. The local port is chosen by the system, the target port is
     * {@value #DEFAULT_TARGET_PORT}.
     *
     * @param carrier such as SSH; one session of it is opened per tunnel, and another whenever that was lost
     * @return the protocol
     */
    public static Rdp over(Protocol<? extends StreamOpener> carrier) {
        Tunnel<StreamOpener> tunnel = Tunnel.over(carrier)
                .to(RdpTarget.HOST, DEFAULT_TARGET_PORT)
                .keepListening()
                .action("rdp");
        return new Rdp(carrier, DEFAULT_TARGET_PORT, tunnel);
    }

    /**
     * Sets the local port. Default: 0.
     *
     * @param port 1 to 65535, or 0 to let the system choose
     * @return a new protocol
     * @throws IllegalArgumentException when out of range
     */
    public Rdp localPort(int port) {
        return with(tunnel.localPort(port));
    }

    /**
     * Sets the port on the machine. Default: {@value #DEFAULT_TARGET_PORT}.
     *
     * @param port 1 to 65535
     * @return a new protocol
     * @throws IllegalArgumentException when out of range
     */
    public Rdp targetPort(int port) {
        return new Rdp(carrier, port, tunnel.leadingTo(Tunnel.port(RdpTarget.HOST, port)));
    }

    /**
     * Limits how many connections may be open at a time; one more is closed at once. Default 100; a desktop needs few.
     *
     * @param most 1 or more
     * @return a new protocol
     * @throws IllegalArgumentException when less
     */
    public Rdp maxConnections(int most) {
        return with(tunnel.maxConnections(most));
    }

    /**
     * Closes connections through which nothing has moved for so long, or up to a quarter longer. By default they may be
     * silent for ever, as a desktop is that nobody looks at.
     *
     * @param limit 100 ms or more
     * @return a new protocol
     * @throws IllegalArgumentException when less
     */
    public Rdp idle(Duration limit) {
        return with(tunnel.idle(limit));
    }

    /**
     * Ends the tunnel, in order, when there has been no connection for so long, or up to a quarter longer: also from the
     * beginning. By default it stays. A client that reconnects is away for seconds to minutes.
     *
     * @param limit 100 ms or more
     * @return a new protocol
     * @throws IllegalArgumentException when less
     */
    public Rdp endWhenUnused(Duration limit) {
        return with(tunnel.endWhenUnused(limit));
    }

    /**
     * Decides who may connect. Default: {@link LocalAccess#sameUser()}.
     *
     * @param access the policy
     * @return a new protocol
     */
    public Rdp access(LocalAccess access) {
        return with(tunnel.access(access));
    }

    private Rdp with(Tunnel<StreamOpener> newTunnel) {
        return new Rdp(carrier, targetPort, newTunnel);
    }

    /**
     * Opens the carrier, asks the target as a desktop client's first packet does, for at most 10 seconds, and binds the local
     * port when a remote desktop answers; a carrier that opens no stream and refuses none is waited for a minute. Where none does and {@link #targetPort} names another port than {@value
     * #DEFAULT_TARGET_PORT}, that one is asked too, so that the error can say so.
     *
     * <p><b>Error:</b> {@code rdp.target_refused}, {@code rdp.local_port_in_use}, or what the carrier fails with; the
     * carrier is closed then. <b>Cancel</b> closes what was opened.
     */
    @Override
    public Mono<RdpTunnel> open(Route route) {
        return Mono.defer(() -> {
            RdpOwner owner = new RdpOwner();
            return tunnel.owner((way, context) -> owner)
                    .probe(new RdpTarget(targetPort))
                    .open(route)
                    .map(port -> new DefaultRdpTunnel(port, owner.user(), route.scheduler()));
        });
    }

    /** {@return what the carrier reaches} */
    @Override
    public RelayService service() {
        return carrier.service();
    }

    /** {@return what the carrier finds; a remote desktop is tried by {@link #open} alone} */
    @Override
    public Flux<DiagnosisStep> diagnose(Route route) {
        return carrier.diagnose(route);
    }

    /** {@return carrier and target} */
    @Override
    public String toString() {
        return "Rdp[" + carrier + " to " + RdpTarget.HOST + ":" + targetPort + "]";
    }
}
