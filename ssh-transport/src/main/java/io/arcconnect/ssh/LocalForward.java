package io.arcconnect.ssh;

import io.arcconnect.model.DiagnosisStep;
import io.arcconnect.model.RelayService;
import io.arcconnect.spi.Handover;
import io.arcconnect.spi.Protocol;
import io.arcconnect.spi.Route;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/**
 * Describes a forward that listens on this computer, on 127.0.0.1. Immutable; each method returns a new description.
 *
 * <p>Opening fails as {@link Ssh} does, and with {@code forward.local_port_in_use}. The target is not tried: what it
 * refuses, it refuses to each connection.
 */
public final class LocalForward implements Protocol<PortForward> {

    private final Protocol<? extends SshSession> ssh;
    private final ForwardTarget target;
    private final int localPort;
    private final ForwardOptions options;

    LocalForward(Protocol<? extends SshSession> ssh, ForwardTarget target) {
        this(ssh, target, 0, ForwardOptions.DEFAULT);
    }

    private LocalForward(
            Protocol<? extends SshSession> ssh, ForwardTarget target, int localPort, ForwardOptions options) {
        this.ssh = ssh;
        this.target = target;
        this.localPort = localPort;
        this.options = options;
    }

    /**
     * Sets the port to listen on. Default: 0.
     *
     * @param port 1 to 65535, or 0 to let the system choose
     * @return a new description
     * @throws IllegalArgumentException when out of range
     */
    public LocalForward localPort(int port) {
        return new LocalForward(ssh, target, Ports.inRange(port, 0), options);
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
        return with(options.maxConnections(most));
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
        return with(options.idle(limit));
    }

    /**
     * Keeps listening when the session is lost: the connections of that moment end, and the next one dials anew, waiting
     * until the machine is reached or the dial fails by its own bounds. A failed dial ends the connections that waited for
     * it, not the forward. Without this, the loss of the session ends the forward.
     *
     * @return a new description
     */
    public LocalForward keepListening() {
        return with(options.keepListening());
    }

    private LocalForward with(ForwardOptions newOptions) {
        return new LocalForward(ssh, target, localPort, newOptions);
    }

    /** Opens a session and the port; both are closed with the forward. */
    @Override
    public Mono<PortForward> open(Route route) {
        return Mono.deferContextual(context -> {
            ForwardReport report = new ForwardReport(route, context, "forward", target.address());
            return options.keepsListening()
                    ? renewing(route, report, context)
                    : OverSession.open(
                            ssh, route, (session, last) -> bind(Carrier.of(session, last), session, route, report));
        });
    }

    private Mono<PortForward> renewing(Route route, ForwardReport report, ContextView context) {
        return Mono.defer(() -> {
            RenewedSession sessions = new RenewedSession(ssh, route, context);
            return Mono.usingWhen(
                    Mono.just(sessions),
                    // The first session is opened here, so that what is wrong with it is told to whoever opens the
                    // forward.
                    first -> first.open(Mono::just).flatMap(session -> bind(first, session, route, report)),
                    opened -> Mono.empty(),
                    (failed, error) -> failed.close(),
                    RenewedSession::close);
        });
    }

    /**
     * Opens the port on a session that is open. The session stays when the forward is closed.
     *
     * @param session may have other channels
     * @return the forward; {@link IllegalStateException} when it is to keep listening, because only a session of its own can
     *     be replaced
     */
    public Mono<PortForward> on(SshSession session) {
        return Mono.deferContextual(context -> {
            if (options.keepsListening()) {
                return Mono.error(
                        new IllegalStateException(
                                "a forward on a session that is there cannot dial anew: leave out keepListening(), or open it by itself"));
            }
            Route route = session.route();
            ForwardReport report = new ForwardReport(route, context, "forward", target.address());
            return bind(Carrier.of(session, Mono.empty()), session, route, report);
        });
    }

    private Mono<PortForward> bind(Carrier carrier, SshSession session, Route route, ForwardReport report) {
        report.loggedIn(session.user());
        ForwardTraffic traffic = new ForwardTraffic(options, report, route.scheduler(), false);
        Mono<PortForward> bound = route.listener()
                .bind(
                        new InetSocketAddress(loopback(), localPort),
                        accepted -> traffic.serve(accepted, counted -> target.carry(counted, carrier, report))
                                .contextWrite(report.context()))
                .onErrorMap(BindException.class, taken -> report.portInUse(localPort, taken))
                .map(endpoint -> OpenForward.local(endpoint, carrier, traffic, route.scheduler()));
        return Handover.on(route.scheduler(), bound);
    }

    private static InetAddress loopback() {
        try {
            return InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1});
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public RelayService service() {
        return ssh.service();
    }

    /** {@return what the session finds; the target is tried by connections alone} */
    @Override
    public Flux<DiagnosisStep> diagnose(Route route) {
        return ssh.diagnose(route);
    }

    /** {@return target and local port} */
    @Override
    public String toString() {
        return "LocalForward[" + ssh + ", 127.0.0.1:" + localPort + " to " + target.address() + "]";
    }
}
