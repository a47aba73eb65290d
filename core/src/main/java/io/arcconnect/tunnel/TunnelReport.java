package io.arcconnect.tunnel;

import io.arcconnect.error.ArcConnectException;
import io.arcconnect.error.Failure;
import io.arcconnect.error.Stage;
import io.arcconnect.spi.ActionReport;
import io.arcconnect.spi.Route;
import io.arcconnect.spi.StreamOpener;
import io.arcconnect.spi.event.ActionOutcome;
import io.arcconnect.spi.event.Origin;
import io.arcconnect.spi.event.TunnelEvent;
import io.arcconnect.spi.event.TunnelEvent.Step;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.util.context.ContextView;

/** Tells what one tunnel does: to its owner, to the listener, and in the log. */
final class TunnelReport<S> implements TunnelOwner, SessionNews<S> {

    private static final Logger log = LoggerFactory.getLogger(Tunnel.class);

    /** In a second. Who may not connect may try for ever, and what else is told must not be lost for that. */
    static final int MOST_REFUSALS = 20;

    private final Route route;
    private final ContextView context;
    private final String target;
    private final Optional<String> kind;
    private final TunnelOwner owner;
    private final AtomicReference<@Nullable ActionReport> action = new AtomicReference<>();
    private final Telling refusals = new Telling(MOST_REFUSALS);
    private final AtomicBoolean couldNotTell = new AtomicBoolean();
    private volatile Optional<String> trackingId = Optional.empty();
    private volatile int port;
    private volatile boolean isOpen;

    TunnelReport(Route route, ContextView context, String target, TunnelOptions options) {
        this.route = route;
        this.context = context;
        this.target = target;
        this.kind = options.action();
        this.owner = options.owner().apply(route, context);
    }

    ContextView context() {
        return context;
    }

    /** The first session is open. */
    void begun(S session) {
        Optional<String> user = session instanceof StreamOpener opener ? opener.user() : Optional.empty();
        trackingId = trackingId(session);
        owner.loggedIn(user);
        if (kind.isPresent() && action.get() == null) {
            action.set(ActionReport.reaching(route.reporter(), origin(), kind.get(), user, target));
        }
    }

    void listensAt(int localPort) {
        port = localPort;
    }

    void opened(int localPort) {
        listensAt(localPort);
        isOpen = true;
        tell(Step.OPENED, Optional.empty(), null);
    }

    void notOpened(Throwable error) {
        end(ActionOutcome.failed(error), null);
    }

    /** A cancel that comes after the tunnel was handed over says nothing. */
    void notWanted() {
        if (!isOpen) {
            end(ActionOutcome.cancelled(), null);
        }
    }

    void closed(@Nullable Throwable cause, PortCounts counts) {
        isOpen = false;
        if (refusals.untold() > 0) {
            log.warn("event=tunnel_refusals_untold machine={} port={} count={}", machine(), port, refusals.untold());
        }
        tell(Step.CLOSED, Optional.empty(), cause);
        end(cause == null ? ActionOutcome.completed() : ActionOutcome.failed(cause), counts);
    }

    ArcConnectException portInUse(int asked, Throwable cause) {
        return failure(Failure.of(TunnelReason.LOCAL_PORT_IN_USE, Stage.LOCAL, "cannot listen on 127.0.0.1:" + asked)
                .on(route.machine())
                .causedBy(cause));
    }

    /** Once for a tunnel: it is about the system, and not about the connection. */
    void cannotTell(String reason) {
        if (couldNotTell.compareAndSet(false, true)) {
            log.warn("event=tunnel_access_unknown machine={} port={} detail=\"{}\"", machine(), port, reason);
            tell(Step.ACCESS_UNKNOWN, Optional.empty(), null);
        }
    }

    @Override
    public void lost(S session, @Nullable Throwable cause) {
        if (isOpen) {
            log.warn(
                    "event=tunnel_carrier_lost machine={} port={} detail=\"{}\"",
                    machine(),
                    port,
                    cause == null ? "ended" : cause.getMessage());
            tell(Step.CARRIER_LOST, Optional.empty(), cause);
        }
    }

    @Override
    public void renewed(S session) {
        trackingId = trackingId(session);
        tell(Step.CARRIER_RENEWED, Optional.empty(), null);
    }

    @Override
    public ArcConnectException failure(Failure failure) {
        return owner.failure(failure);
    }

    @Override
    public void refused(Optional<InetSocketAddress> peer, ArcConnectException why) {
        if (refusals.isOneMore()) {
            owner.refused(peer, why);
            tell(Step.CONNECTION_REFUSED, peer.map(TunnelReport::text), why);
        }
    }

    @Override
    public Throwable failed(Throwable error) {
        return owner.failed(error);
    }

    private static String text(InetSocketAddress peer) {
        return peer.getHostString() + ":" + peer.getPort();
    }

    private void tell(Step step, Optional<String> peer, @Nullable Throwable failure) {
        route.reporter().report(new TunnelEvent(origin(), port, target, step, peer, Optional.ofNullable(failure)));
    }

    private void end(ActionOutcome outcome, @Nullable PortCounts counts) {
        ActionReport begun = action.get();
        if (begun == null) {
            return;
        }
        if (counts != null) {
            begun.received(counts.fromMachine());
            begun.sent(counts.toMachine());
        }
        begun.ended(outcome);
    }

    private Origin origin() {
        return route.reporter().origin(route.machine(), context).tracked(trackingId);
    }

    private String machine() {
        return route.machine().name();
    }

    private static Optional<String> trackingId(Object session) {
        return session instanceof StreamOpener opener ? opener.trackingId() : Optional.empty();
    }
}
