package io.arcconnect.ssh.internal.forward;

import io.arcconnect.error.ArcConnectException;
import io.arcconnect.error.ErrorReason;
import io.arcconnect.error.Failure;
import io.arcconnect.error.Stage;
import io.arcconnect.spi.ActionReport;
import io.arcconnect.spi.Route;
import io.arcconnect.spi.event.ActionOutcome;
import io.arcconnect.ssh.ForwardReason;
import io.arcconnect.ssh.SshException;
import io.arcconnect.ssh.internal.socks.SocksException;
import io.arcconnect.tunnel.TunnelOwner;
import io.arcconnect.tunnel.TunnelReason;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import reactor.util.context.ContextView;

/**
 * What becomes of the connections of one forward, in the words of SSH. Those that reach the machine have a report of their
 * own, begun where their channel is opened; here are the others.
 */
public final class ForwardReport implements TunnelOwner {

    private final Route route;
    private final ContextView context;
    private final String kind;
    private final String target;
    private volatile Optional<String> user = Optional.empty();

    /** The kind is the action's, and the target what it would have reached. */
    public ForwardReport(Route route, ContextView context, String kind, String target) {
        this.route = route;
        this.context = context;
        this.kind = kind;
        this.target = target;
    }

    @Override
    public void loggedIn(Optional<String> name) {
        user = name;
    }

    @Override
    public SshException failure(Failure failure) {
        return new SshException(failure.as(worded(failure.reason()), failure.detail()));
    }

    /** On the machine's side the channel has a report, and here it would be the second. */
    @Override
    public void refused(Optional<InetSocketAddress> peer, ArcConnectException why) {
        if (kind.equals("forward")) {
            tell(why);
        }
    }

    @Override
    public Throwable failed(Throwable error) {
        return error instanceof SocksException || error instanceof TimeoutException ? notSocks(error) : error;
    }

    /** What listens on this side did not answer. */
    SshException unreachable(Throwable cause) {
        return new SshException(
                Failure.of(ForwardReason.TARGET_UNREACHABLE, Stage.LOCAL, "nothing answers at " + target)
                        .on(route.machine())
                        .causedBy(cause));
    }

    /** Somebody spoke something other than SOCKS. */
    private SshException notSocks(Throwable cause) {
        SshException error = new SshException(Failure.of(
                        ForwardReason.NOT_SOCKS,
                        Stage.LOCAL,
                        "whoever connected does not speak SOCKS: " + cause.getMessage())
                .on(route.machine())
                .causedBy(cause));
        tell(error);
        return error;
    }

    private void tell(ArcConnectException error) {
        ActionReport.reaching(route.reporter(), route.reporter().origin(route.machine(), context), kind, user, target)
                .ended(ActionOutcome.failed(error));
    }

    private static ErrorReason worded(ErrorReason reason) {
        if (reason == TunnelReason.LOCAL_PORT_IN_USE) {
            return ForwardReason.LOCAL_PORT_IN_USE;
        }
        return reason == TunnelReason.TOO_MANY_CONNECTIONS ? ForwardReason.TOO_MANY_CONNECTIONS : reason;
    }
}
