package io.arcconnect.ssh;

import io.arcconnect.model.DiagnosisStep;
import io.arcconnect.model.RelayService;
import io.arcconnect.spi.DuplexStream;
import io.arcconnect.spi.Protocol;
import io.arcconnect.spi.Route;
import io.arcconnect.ssh.internal.forward.ForwardReport;
import io.arcconnect.ssh.internal.forward.KeptListening;
import io.arcconnect.ssh.internal.forward.ListenPlace;
import io.arcconnect.ssh.internal.forward.OpenRemotePort;
import io.arcconnect.ssh.internal.forward.Ports;
import io.arcconnect.ssh.internal.forward.RemotePaths;
import io.arcconnect.ssh.internal.forward.RemoteTarget;
import io.arcconnect.tunnel.CurrentSession;
import io.arcconnect.tunnel.JoinedEnds;
import io.arcconnect.tunnel.Traffic;
import io.arcconnect.tunnel.TrafficLimits;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/**
 * Describes a forward that listens on the machine. Immutable; each method returns a new description.
 *
 * <p>Opening fails as {@link Ssh} does, and with {@code forward.listen_refused}. The target is not tried: what does not
 * answer ends each connection, as {@code forward.target_unreachable}.
 */
public final class RemoteForward implements Protocol<RemotePort> {

    private final Protocol<? extends SshSession> ssh;
    private final RemoteTarget target;
    private final ListenPlace place;
    private final TrafficLimits limits;
    private final boolean keepsListening;

    RemoteForward(Protocol<? extends SshSession> ssh, RemoteTarget target) {
        this(ssh, target, ListenPlace.ANY_PORT, TrafficLimits.DEFAULT, false);
    }

    private RemoteForward(
            Protocol<? extends SshSession> ssh,
            RemoteTarget target,
            ListenPlace place,
            TrafficLimits limits,
            boolean keepsListening) {
        this.ssh = ssh;
        this.target = target;
        this.place = place;
        this.limits = limits;
        this.keepsListening = keepsListening;
    }

    /**
     * Sets the port that the machine listens on. Default: 0.
     *
     * @param port 1 to 65535, or 0 to let the machine choose; dropbear goes on listening on a port that it chose until the
     *     session ends, and refuses connections there. OpenSSH is content with one of its
     *     two loopback addresses: a port that is taken on 127.0.0.1 only is listened on at ::1, and no refusal
     * @return a new description
     * @throws IllegalArgumentException when out of range
     */
    public RemoteForward remotePort(int port) {
        return at(new ListenPlace(place.host(), Ports.inRange(port, 0), Optional.empty()));
    }

    /**
     * Sets what the machine listens on. Default: {@code localhost}.
     *
     * @param host as the machine resolves it, or an empty one for all its addresses; servers do as they are configured, and
     *     OpenSSH listens on loopback whatever is asked for unless it has {@code GatewayPorts}
     * @return a new description
     */
    public RemoteForward remoteHost(String host) {
        return at(new ListenPlace(Objects.requireNonNull(host, "host"), place.port(), Optional.empty()));
    }

    /**
     * Lets the machine listen on a Unix socket instead of a port; see {@link SshSession#listenSocket}.
     *
     * @param path absolute
     * @return a new description
     */
    public RemoteForward remoteSocket(String path) {
        return at(new ListenPlace(place.host(), place.port(), Optional.of(RemotePaths.check(path))));
    }

    /**
     * Limits how many connections may be open at a time; one more is closed at once. Default 100.
     *
     * @param most 1 or more
     * @return a new description
     * @throws IllegalArgumentException when less
     */
    public RemoteForward maxConnections(int most) {
        return with(limits.maxConnections(most));
    }

    /**
     * Closes connections through which nothing has moved for so long, or up to a quarter longer. By default they may be
     * silent for ever.
     *
     * @param limit 100 ms or more
     * @return a new description
     * @throws IllegalArgumentException when less
     */
    public RemoteForward idle(Duration limit) {
        return with(limits.idle(limit));
    }

    /**
     * Dials anew when the session is lost, and lets the machine listen at the same place again: at once, then after pauses
     * of 1 to 60 seconds, for as long as the reasons are ones that pass. Any other reason ends the forward. Without this,
     * the loss of the session ends it.
     *
     * @return a new description
     */
    public RemoteForward keepListening() {
        return new RemoteForward(ssh, target, place, limits, true);
    }

    private RemoteForward at(ListenPlace newPlace) {
        return new RemoteForward(ssh, target, newPlace, limits, keepsListening);
    }

    private RemoteForward with(TrafficLimits newLimits) {
        return new RemoteForward(ssh, target, place, newLimits, keepsListening);
    }

    /** Opens a session and lets the machine listen; both end with the forward. */
    @Override
    public Mono<RemotePort> open(Route route) {
        return Mono.deferContextual(context -> keepsListening
                ? renewing(route, context)
                : OverSession.open(
                        ssh, route, (session, last) -> listen(CurrentSession.of(session, last), route, context)));
    }

    private Mono<RemotePort> renewing(Route route, ContextView context) {
        return Mono.usingWhen(
                Mono.fromSupplier(() -> CurrentSession.<SshSession>renewed(ssh, route, context)),
                sessions -> listen(sessions, route, context),
                opened -> Mono.empty(),
                (failed, error) -> failed.close(),
                CurrentSession::close);
    }

    /**
     * Lets the machine listen on a session that is open. The session stays when the forward is closed.
     *
     * @param session may have other channels
     * @return the forward; {@link IllegalStateException} when it is to keep listening, because only a session of its own can
     *     be replaced
     */
    public Mono<RemotePort> on(SshSession session) {
        return Mono.deferContextual(context -> keepsListening
                ? Mono.error(
                        new IllegalStateException(
                                "a forward on a session that is there cannot dial anew: leave out keepListening(), or open it by itself"))
                : listen(CurrentSession.of(session, Mono.empty()), session.route(), context));
    }

    private Mono<RemotePort> listen(CurrentSession<SshSession> current, Route route, ContextView context) {
        ForwardReport report = new ForwardReport(route, context, "remote_forward", target.address());
        Traffic traffic = Traffic.fromMachine(limits, route, report, target.address());
        Function<DuplexStream, Mono<Void>> onAccept =
                accepted -> traffic.serve(accepted, counted -> target.serve(counted, route, report));
        Mono<RemoteEndpoint> listening = keepsListening
                ? KeptListening.open(current, place, onAccept)
                : current.open(session -> place.on(session, onAccept));
        return listening.map(
                endpoint -> new OpenRemotePort(endpoint, JoinedEnds.of(endpoint, current, route.scheduler()), traffic));
    }

    @Override
    public RelayService service() {
        return ssh.service();
    }

    /** {@return what the session finds} */
    @Override
    public Flux<DiagnosisStep> diagnose(Route route) {
        return ssh.diagnose(route);
    }

    /** {@return where the machine listens, and the target} */
    @Override
    public String toString() {
        return "RemoteForward[" + ssh + ", " + place + " to " + target.address() + "]";
    }
}
