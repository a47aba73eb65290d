package io.arcconnect.rdp;

import io.arcconnect.error.ArcConnectException;
import io.arcconnect.error.Failure;
import io.arcconnect.error.RelayException;
import io.arcconnect.error.Stage;
import io.arcconnect.model.DiagnosisStep;
import io.arcconnect.model.RelayService;
import io.arcconnect.spi.ActionReport;
import io.arcconnect.spi.DuplexStream;
import io.arcconnect.spi.LocalEndpoint;
import io.arcconnect.spi.Protocol;
import io.arcconnect.spi.Route;
import io.arcconnect.spi.StreamOpener;
import io.arcconnect.spi.StreamPump;
import io.arcconnect.spi.event.ActionOutcome;
import io.arcconnect.spi.event.Origin;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/**
 * Remote desktop over a session that opens streams on the machine, such as SSH. A local port is bound on 127.0.0.1, and
 * each connection to it becomes one stream to {@code localhost} on the machine (protocol.md 5). Any client program on any
 * operating system can use it; RDP over UDP is not carried.
 *
 * <p>A value: each wither gives a new one.
 */
public final class Rdp implements Protocol<RdpTunnel> {

    /** The port that Windows listens on for remote desktop unless told otherwise. */
    public static final int DEFAULT_TARGET_PORT = 3389;

    private static final Logger log = LoggerFactory.getLogger(Rdp.class);

    /** Resolved by the machine, which may have it as ::1 or as 127.0.0.1. */
    private static final String TARGET_HOST = "localhost";

    private final Protocol<? extends StreamOpener> carrier;
    private final int localPort;
    private final int targetPort;

    private Rdp(Protocol<? extends StreamOpener> carrier, int localPort, int targetPort) {
        this.carrier = carrier;
        this.localPort = localPort;
        this.targetPort = targetPort;
    }

    /**
     * Carries remote desktop over another protocol. The local port is chosen by the system, the target port is
     * {@value #DEFAULT_TARGET_PORT}.
     *
     * @param carrier such as SSH; one session of it is opened per tunnel
     * @return the protocol
     */
    public static Rdp over(Protocol<? extends StreamOpener> carrier) {
        return new Rdp(Objects.requireNonNull(carrier, "carrier"), 0, DEFAULT_TARGET_PORT);
    }

    /**
     * Sets the local port. Default: 0.
     *
     * @param port 1 to 65535, or 0 to let the system choose
     * @return a new protocol
     * @throws IllegalArgumentException when out of range
     */
    public Rdp localPort(int port) {
        return new Rdp(carrier, inRange(port, 0), targetPort);
    }

    /**
     * Sets the port on the machine. Default: {@value #DEFAULT_TARGET_PORT}.
     *
     * @param port 1 to 65535
     * @return a new protocol
     * @throws IllegalArgumentException when out of range
     */
    public Rdp targetPort(int port) {
        return new Rdp(carrier, localPort, inRange(port, 1));
    }

    /**
     * Opens the carrier, tries the target once and binds the local port.
     *
     * <p><b>Error:</b> {@code rdp.target_refused}, {@code rdp.local_port_in_use}, or what the carrier fails with; the
     * carrier is closed then. <b>Cancel</b> closes what was opened.
     */
    @Override
    public Mono<RdpTunnel> open(Route route) {
        return Mono.usingWhen(
                carrier.open(route),
                session -> Mono.deferContextual(context -> tunnel(session, route, report(session, route, context))),
                session -> Mono.empty(),
                (session, error) -> session.close(),
                StreamOpener::close);
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

    private Mono<RdpTunnel> tunnel(StreamOpener session, Route route, ActionReport report) {
        return probe(session, route)
                .then(bind(session, route, report))
                .map(endpoint -> DefaultRdpTunnel.join(endpoint, session, route.scheduler(), report))
                .doOnError(error -> report.ended(ActionOutcome.failed(error)))
                .doOnCancel(() -> report.ended(ActionOutcome.cancelled()));
    }

    private ActionReport report(StreamOpener session, Route route, ContextView context) {
        Origin origin = route.reporter().origin(route.machine(), context).tracked(session.trackingId());
        return ActionReport.reaching(route.reporter(), origin, "rdp", session.user(), TARGET_HOST + ":" + targetPort);
    }

    /** Only the machine knows whether anything listens, and it says so when a stream is opened. */
    private Mono<Void> probe(StreamOpener session, Route route) {
        return session.openStream(TARGET_HOST, targetPort)
                .flatMap(DuplexStream::close)
                .onErrorMap(Rdp::isRefusal, refusal -> refused(route, refusal));
    }

    private Mono<LocalEndpoint> bind(StreamOpener session, Route route, ActionReport report) {
        return route.listener()
                .bind(new InetSocketAddress(loopback(), localPort), local -> serve(local, session, route, report))
                .onErrorMap(BindException.class, taken -> portInUse(route, taken));
    }

    private Mono<Void> serve(DuplexStream local, StreamOpener session, Route route, ActionReport report) {
        return session.openStream(TARGET_HOST, targetPort)
                .doOnError(refusal -> log.warn(
                        "event=rdp_connection_refused reason={} machine={} detail=\"{}\"",
                        RdpReason.TARGET_REFUSED,
                        route.machine().name(),
                        refusal.getMessage()))
                .flatMap(target -> StreamPump.pump(
                        new CountedStream(local, report::sent), new CountedStream(target, report::received)));
    }

    /** A lost connection is not the target's refusal, and keeps its own reason. */
    private static boolean isRefusal(Throwable error) {
        return !(error instanceof RelayException)
                && !(error instanceof ArcConnectException known
                        && known.reason().isTransient());
    }

    private RdpException refused(Route route, Throwable refusal) {
        return new RdpException(
                Failure.of(RdpReason.TARGET_REFUSED, Stage.CHANNEL, "nothing answers on port " + targetPort)
                        .on(route.machine())
                        .causedBy(refusal));
    }

    private RdpException portInUse(Route route, BindException taken) {
        return new RdpException(
                Failure.of(RdpReason.LOCAL_PORT_IN_USE, Stage.LOCAL, "cannot listen on 127.0.0.1:" + localPort)
                        .on(route.machine())
                        .causedBy(taken));
    }

    private static InetAddress loopback() {
        try {
            return InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1});
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static int inRange(int port, int lowest) {
        if (port < lowest || port > 65_535) {
            throw new IllegalArgumentException("port must be " + lowest + " to 65535, got " + port);
        }
        return port;
    }
}
