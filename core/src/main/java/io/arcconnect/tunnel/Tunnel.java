package io.arcconnect.tunnel;

import io.arcconnect.model.DiagnosisStep;
import io.arcconnect.model.RelayService;
import io.arcconnect.spi.AsyncCloseable;
import io.arcconnect.spi.Protocol;
import io.arcconnect.spi.Route;
import io.arcconnect.spi.StreamOpener;
import java.time.Duration;
import java.util.Objects;
import java.util.function.BiFunction;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/**
 * Describes a way from a port of this computer, on 127.0.0.1, to something that a machine reaches, over any session that
 * carries it: SSH, or one of your own. Each connection to the port is carried by itself, with half-close and back-pressure;
 * what fails for one ends that one.
 *
 * <pre>{@code
 * machine.use(Tunnel.over(ssh).to(5900), port -> port.onClose());
 * }</pre>
 *
 * <p>Immutable; each method returns a new description. Opening fails as the session below does, as the probe does, and with
 * {@code tunnel.local_port_in_use}.
 *
 * @param <S> the session that carries it
 */
public final class Tunnel<S extends AsyncCloseable> implements Protocol<LocalPort> {

    private final Protocol<? extends S> protocol;
    private final TunnelTarget<S> target;
    private final TunnelProbe<? super S> probe;
    private final TunnelOptions options;

    private Tunnel(
            Protocol<? extends S> protocol,
            TunnelTarget<S> target,
            TunnelProbe<? super S> probe,
            TunnelOptions options) {
        this.protocol = protocol;
        this.target = target;
        this.probe = probe;
        this.options = options;
    }

    /**
     * Starts a description.
     *
     * @param protocol opens the session below, one per tunnel
     * @return where to choose the target
     */
    public static Over over(Protocol<? extends StreamOpener> protocol) {
        return new Over(Objects.requireNonNull(protocol, "protocol"));
    }

    /**
     * Describes a tunnel to something other than a port.
     *
     * @param protocol opens the session below, one per tunnel
     * @param target carries each connection over it
     * @param <S> the session
     * @return the tunnel
     */
    public static <S extends AsyncCloseable> Tunnel<S> of(Protocol<? extends S> protocol, TunnelTarget<S> target) {
        return new Tunnel<>(
                Objects.requireNonNull(protocol, "protocol"),
                Objects.requireNonNull(target, "target"),
                (session, route) -> Mono.empty(),
                TunnelOptions.DEFAULT);
    }

    /**
     * Leads somewhere else.
     *
     * @param newTarget carries each connection
     * @return a new description
     */
    public Tunnel<S> leadingTo(TunnelTarget<S> newTarget) {
        return new Tunnel<>(protocol, Objects.requireNonNull(newTarget, "target"), probe, options);
    }

    /**
     * Makes a target of a host and port that the machine reaches.
     *
     * @param host as the machine resolves it, such as {@code localhost}
     * @param port 1 to 65535
     * @return the target
     * @throws IllegalArgumentException when the host is empty or the port out of range
     */
    public static TunnelTarget<StreamOpener> port(String host, int port) {
        return new PortTarget(host, port);
    }

    /**
     * Tries the target before the tunnel is ready. By default nothing is tried: what the target refuses, it refuses to each
     * connection.
     *
     * @param newProbe fails when the tunnel would be of no use
     * @return a new description
     */
    public Tunnel<S> probe(TunnelProbe<? super S> newProbe) {
        return new Tunnel<>(protocol, target, Objects.requireNonNull(newProbe, "probe"), options);
    }

    /**
     * Sets the port to listen on. Default: 0.
     *
     * @param port 1 to 65535, or 0 to let the system choose
     * @return a new description
     * @throws IllegalArgumentException when out of range
     */
    public Tunnel<S> localPort(int port) {
        return with(options.localPort(port));
    }

    /**
     * Limits how many connections may be open at a time; one more is closed at once. Default 100: a connection that nobody
     * reads from may hold what the session's own bounds allow, over SSH 12 MiB.
     *
     * @param most 1 or more
     * @return a new description
     * @throws IllegalArgumentException when less
     */
    public Tunnel<S> maxConnections(int most) {
        return with(options.limits(options.limits().maxConnections(most)));
    }

    /**
     * Closes connections through which nothing has moved for so long, or up to a quarter longer. By default they may be
     * silent for ever.
     *
     * @param limit 100 ms or more
     * @return a new description
     * @throws IllegalArgumentException when less
     */
    public Tunnel<S> idle(Duration limit) {
        return with(options.limits(options.limits().idle(limit)));
    }

    /**
     * Ends the tunnel, in order, when there has been no connection for so long, or up to a quarter longer: also from the
     * beginning. By default it stays.
     *
     * @param limit 100 ms or more
     * @return a new description
     * @throws IllegalArgumentException when less
     */
    public Tunnel<S> endWhenUnused(Duration limit) {
        return with(options.unused(limit));
    }

    /**
     * Keeps listening when the session is lost: the connections of that moment end, and the next one dials anew, waiting
     * until the machine is reached or the dial fails by its own bounds. A failed dial ends the connections that waited for
     * it, not the tunnel. Nothing is dialed while nobody connects. Without this, the loss of the session ends the tunnel.
     *
     * @return a new description
     */
    public Tunnel<S> keepListening() {
        return with(options.keepListening());
    }

    /**
     * Decides who may connect. Default: {@link LocalAccess#sameUser()}. No more than 2,000 connections wait for a decision at a
     * time; one more is closed at once.
     *
     * @param access the policy
     * @return a new description
     */
    public Tunnel<S> access(LocalAccess access) {
        return with(options.access(Objects.requireNonNull(access, "access")));
    }

    /**
     * Reports the tunnel as one action from its opening to its end, with who, where and how many bytes. By default only what
     * the session below reports of each connection is reported.
     *
     * @param kind a word of few
     * @return a new description
     */
    public Tunnel<S> action(String kind) {
        return with(options.action(Objects.requireNonNull(kind, "kind")));
    }

    /**
     * Makes it a part of something that has its own words.
     *
     * @param owner makes one for each opening, with the way to the machine and the subscriber's context
     * @return a new description
     */
    public Tunnel<S> owner(BiFunction<? super Route, ? super ContextView, ? extends TunnelOwner> owner) {
        return with(options.owner(Objects.requireNonNull(owner, "owner")));
    }

    private Tunnel<S> with(TunnelOptions newOptions) {
        return new Tunnel<>(protocol, target, probe, newOptions);
    }

    /** Opens a session, tries the target and binds the port; all are closed together. */
    @Override
    public Mono<LocalPort> open(Route route) {
        return Mono.deferContextual(context -> {
            TunnelReport<S> report = new TunnelReport<>(route, context, target.address(), options);
            Mono<CurrentSession<S>> dialed = options.keepsListening()
                    ? Mono.fromSupplier(() -> new RenewedSession<>(protocol, route, context, report))
                    : protocol.open(route).map(session -> new GivenSession<>(session, session.close()));
            return Mono.usingWhen(
                    dialed,
                    current -> opening(current, route, report).open(),
                    opened -> Mono.empty(),
                    (failed, error) -> failed.close(),
                    CurrentSession::close);
        });
    }

    /**
     * Opens the port on a session that is open. The session stays when the tunnel is closed.
     *
     * @param session may carry other things
     * @param route to the session's machine
     * @return the tunnel; {@link IllegalStateException} when it is to keep listening, because only a session of its own can
     *     be replaced
     */
    public Mono<LocalPort> on(S session, Route route) {
        return Mono.deferContextual(context -> {
            if (options.keepsListening()) {
                return Mono.error(
                        new IllegalStateException(
                                "a tunnel on a session that is there cannot dial anew: leave out keepListening(), or open it by itself"));
            }
            TunnelReport<S> report = new TunnelReport<>(route, context, target.address(), options);
            return opening(new GivenSession<>(session, Mono.empty()), route, report)
                    .open();
        });
    }

    private TunnelOpening<S> opening(CurrentSession<S> current, Route route, TunnelReport<S> report) {
        return new TunnelOpening<>(current, target, probe, options, route, report);
    }

    @Override
    public RelayService service() {
        return protocol.service();
    }

    /** {@return what the session finds; the target is tried by {@link #open} and by connections alone} */
    @Override
    public Flux<DiagnosisStep> diagnose(Route route) {
        return protocol.diagnose(route);
    }

    /** {@return target and local port} */
    @Override
    public String toString() {
        return "Tunnel[" + protocol + ", 127.0.0.1:" + options.localPort() + " to " + target.address() + "]";
    }

    /** A tunnel without a target yet. */
    public static final class Over {

        private final Protocol<? extends StreamOpener> protocol;

        private Over(Protocol<? extends StreamOpener> protocol) {
            this.protocol = protocol;
        }

        /**
         * Leads to a port of the machine itself, at {@code localhost}.
         *
         * @param port 1 to 65535, such as 5900 for VNC or 5986 for WinRM
         * @return the tunnel
         * @throws IllegalArgumentException when out of range
         */
        public Tunnel<StreamOpener> to(int port) {
            return to("localhost", port);
        }

        /**
         * Leads to a host and port that the machine reaches.
         *
         * @param host as the machine resolves it, such as {@code localhost}
         * @param port 1 to 65535
         * @return the tunnel
         * @throws IllegalArgumentException when the host is empty or the port out of range
         */
        public Tunnel<StreamOpener> to(String host, int port) {
            return of(protocol, new PortTarget(host, port));
        }
    }
}
