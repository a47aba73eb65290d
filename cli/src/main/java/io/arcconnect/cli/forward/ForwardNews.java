package io.arcconnect.cli.forward;

import io.arcconnect.cli.run.Remedies;
import io.arcconnect.error.ArcConnectException;
import io.arcconnect.spi.ArcConnectListener;
import io.arcconnect.spi.event.ActionEndedEvent;
import io.arcconnect.spi.event.ActionOutcome.Result;
import io.arcconnect.spi.event.TunnelEvent;
import java.io.PrintWriter;
import java.util.Set;

/** Tells a person what becomes of tunnels while they are open. */
public final class ForwardNews implements ArcConnectListener {

    private static final Set<String> KINDS = Set.of("forward", "remote_forward");

    private final PrintWriter err;
    private volatile boolean isOver;

    /**
     * News.
     *
     * @param err where to tell
     */
    public ForwardNews(PrintWriter err) {
        this.err = err;
    }

    /** Whoever ends everything needs not be told that connections end. */
    public void end() {
        isOver = true;
    }

    @Override
    public void onTunnel(TunnelEvent event) {
        switch (event.step()) {
            case CONNECTION_REFUSED -> tell(event, "turned away " + event.peer().orElse("a connection") + why(event));
            case ACCESS_UNKNOWN ->
                tell(event, "this system does not tell whose connections are: all users of this computer are let in");
            case CARRIER_LOST -> tell(event, "the connection was lost, and the next use dials anew" + why(event));
            case CARRIER_RENEWED -> tell(event, "connected again");
            case OPENED, CLOSED -> {
                // The command says so itself.
            }
        }
    }

    /** One connection of many: the forward goes on. */
    @Override
    public void onActionEnded(ActionEndedEvent event) {
        if (KINDS.contains(event.action().kind()) && event.outcome().result() == Result.FAILED) {
            String target = event.action().target().orElse("the target");
            line("a connection to " + target + " failed: "
                    + event.outcome().reason().orElse("for no reason that is known"));
        }
    }

    private static String why(TunnelEvent event) {
        return event.failure()
                .map(error -> ": " + (error instanceof ArcConnectException known ? Remedies.message(known) : error))
                .orElse("");
    }

    private void tell(TunnelEvent event, String what) {
        line("127.0.0.1:" + event.localPort() + " to " + event.target() + ": " + what);
    }

    private void line(String text) {
        if (!isOver) {
            err.println("arcconnect: " + text);
            err.flush();
        }
    }
}
