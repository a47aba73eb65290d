package io.arcconnect.ssh;

import io.arcconnect.error.ArcConnectException;
import io.arcconnect.error.ErrorReason;
import io.arcconnect.error.Failure;
import io.arcconnect.error.Stage;
import io.arcconnect.spi.ActionReport;
import io.arcconnect.spi.Route;
import io.arcconnect.spi.event.ActionOutcome;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.util.context.ContextView;

/**
 * What becomes of the connections of one forward. Those that reach the machine have a report of their own, begun where
 * their channel is opened; here are the others.
 */
final class ForwardReport {

    private static final Logger log = LoggerFactory.getLogger(ForwardReport.class);

    private final Route route;
    private final ContextView context;
    private final String kind;
    private final String target;
    private volatile Optional<String> user = Optional.empty();

    /** The kind is the action's, and the target what it would have reached. */
    ForwardReport(Route route, ContextView context, String kind, String target) {
        this.route = route;
        this.context = context;
        this.kind = kind;
        this.target = target;
    }

    ContextView context() {
        return context;
    }

    void loggedIn(Optional<String> name) {
        user = name;
    }

    /** A connection was turned away. On the machine's side the channel has a report, and here it would be the second. */
    SshException tooMany(int most) {
        SshException error = failure(
                ForwardReason.TOO_MANY_CONNECTIONS, "as many connections as are allowed, " + most + ", are open", null);
        if (kind.equals("forward")) {
            tell(error);
        }
        return error;
    }

    /** Somebody spoke something other than SOCKS. */
    SshException notSocks(Throwable cause) {
        SshException error = failure(
                ForwardReason.NOT_SOCKS, "whoever connected does not speak SOCKS: " + cause.getMessage(), cause);
        tell(error);
        return error;
    }

    /** What listens on this side did not answer. */
    SshException unreachable(Throwable cause) {
        return failure(ForwardReason.TARGET_UNREACHABLE, "nothing answers at " + target, cause);
    }

    /** The port that was asked for is taken. */
    SshException portInUse(int port, Throwable cause) {
        return failure(ForwardReason.LOCAL_PORT_IN_USE, "cannot listen on 127.0.0.1:" + port, cause);
    }

    void failed(Throwable error) {
        log.warn(
                "event=forward_connection_failed reason={} machine={} target={} detail=\"{}\"",
                error instanceof ArcConnectException known ? known.reason().code() : "-",
                route.machine().name(),
                target,
                error.getMessage());
    }

    private void tell(SshException error) {
        ActionReport.reaching(route.reporter(), route.reporter().origin(route.machine(), context), kind, user, target)
                .ended(ActionOutcome.failed(error));
    }

    private SshException failure(ErrorReason reason, String detail, @Nullable Throwable cause) {
        return new SshException(
                Failure.of(reason, Stage.LOCAL, detail).on(route.machine()).causedBy(cause));
    }
}
