package io.arcconnect.cli.openssh;

import io.arcconnect.spi.ArcConnectListener;
import io.arcconnect.spi.event.DialWaitingEvent;
import java.io.PrintWriter;
import java.util.concurrent.atomic.AtomicBoolean;

/** Says once that an agent is waited for, so that nobody takes a silent {@code ssh} for a broken one. */
public final class WaitingNotice implements ArcConnectListener {

    private final PrintWriter err;
    private final AtomicBoolean said = new AtomicBoolean();

    /**
     * A listener.
     *
     * @param err where it is said
     */
    public WaitingNotice(PrintWriter err) {
        this.err = err;
    }

    @Override
    public void onDialWaiting(DialWaitingEvent event) {
        if (said.compareAndSet(false, true)) {
            err.println("arcconnect: waiting up to " + event.budget().toSeconds() + " s for the machine's agent: "
                    + event.answer().reason().code());
            err.flush();
        }
    }
}
