package io.arcconnect.spi;

import io.arcconnect.spi.event.ActionBegunEvent;
import io.arcconnect.spi.event.ActionEndedEvent;
import io.arcconnect.spi.event.ApplyEvent;
import io.arcconnect.spi.event.ArcEvent;
import io.arcconnect.spi.event.ArmCallEvent;
import io.arcconnect.spi.event.ArmWaitingEvent;
import io.arcconnect.spi.event.CloseProblemEvent;
import io.arcconnect.spi.event.CredentialsEvent;
import io.arcconnect.spi.event.DialAttemptEvent;
import io.arcconnect.spi.event.DialFailedEvent;
import io.arcconnect.spi.event.DialHedgedEvent;
import io.arcconnect.spi.event.DialWaitingEvent;
import io.arcconnect.spi.event.DialedEvent;
import io.arcconnect.spi.event.DisconnectedEvent;
import io.arcconnect.spi.event.FleetEvent;
import io.arcconnect.spi.event.ProvisioningEvent;
import io.arcconnect.spi.event.RemovalEvent;
import io.arcconnect.spi.event.ServiceSetupEvent;
import io.arcconnect.spi.event.SessionEvent;
import io.arcconnect.spi.event.TunnelEvent;

/**
 * Observes what the library does. Calls come one at a time, in order, on a thread of the library that may be blocked for
 * a moment but not for long: events queue up behind a slow listener, and from the 100,000th on they are dropped, which is
 * logged. What a listener throws is logged and dropped.
 *
 * <p>Override {@link #onEvent} to get everything, or the method of each kind that matters.
 */
public interface ArcConnectListener {

    /**
     * Something happened. Unless overridden, calls the method of its kind.
     *
     * @param event what
     */
    default void onEvent(ArcEvent event) {
        EventKinds.tell(this, event);
    }

    /**
     * Adds another observer, who is told after this one, whatever this one throws.
     *
     * @param other the other
     * @return both
     */
    default ArcConnectListener and(ArcConnectListener other) {
        ArcConnectListener first = this;
        return new ArcConnectListener() {
            @Override
            public void onEvent(ArcEvent event) {
                try {
                    first.onEvent(event);
                } finally {
                    other.onEvent(event);
                }
            }
        };
    }

    /**
     * A request to Azure Resource Manager is over.
     *
     * @param event how
     */
    default void onArmCall(ArmCallEvent event) {}

    /**
     * A call to Azure Resource Manager waits for its turn.
     *
     * @param event told once a try, before the wait
     */
    default void onArmWaiting(ArmWaitingEvent event) {}

    /**
     * An extension is being installed.
     *
     * @param event told at every look
     */
    default void onProvisioning(ProvisioningEvent event) {}

    /**
     * A plan is being applied.
     *
     * @param event told before and after each write, and while the result is verified
     */
    default void onApply(ApplyEvent event) {}

    /**
     * What was written is being undone.
     *
     * @param event told after each change
     */
    default void onRemoval(RemovalEvent event) {}

    /**
     * What may be reached on a machine is about to be changed.
     *
     * @param event told before each write
     */
    default void onServiceSetup(ServiceSetupEvent event) {}

    /**
     * Relay credentials are asked for, shared, issued or taken from the cache.
     *
     * @param event which of these
     */
    default void onCredentials(CredentialsEvent event) {}

    /**
     * One try of a dial is over.
     *
     * @param event how
     */
    default void onDialAttempt(DialAttemptEvent event) {}

    /**
     * The agent is not listening yet, and the dial will be tried again.
     *
     * @param event told before each wait
     */
    default void onDialWaiting(DialWaitingEvent event) {}

    /**
     * A try takes longer than most have, and a second one begins beside it.
     *
     * @param event after which time
     */
    default void onDialHedged(DialHedgedEvent event) {}

    /**
     * A relay connection is open.
     *
     * @param event to what
     */
    default void onDialed(DialedEvent event) {}

    /**
     * There will be no relay connection.
     *
     * @param event why
     */
    default void onDialFailed(DialFailedEvent event) {}

    /**
     * A relay connection has ended.
     *
     * @param event how
     */
    default void onDisconnected(DisconnectedEvent event) {}

    /**
     * A protocol's session begins or ends.
     *
     * @param event which of these
     */
    default void onSession(SessionEvent event) {}

    /**
     * Something is about to be done on a machine.
     *
     * @param event what
     */
    default void onActionBegun(ActionBegunEvent event) {}

    /**
     * Something was done on a machine: the audit record.
     *
     * @param event what, by whom and how it ended
     */
    default void onActionEnded(ActionEndedEvent event) {}

    /**
     * Something has become of a local port that leads to a machine.
     *
     * @param event opened, lost, renewed, refused or closed
     */
    default void onTunnel(TunnelEvent event) {}

    /**
     * Work on many machines has come further.
     *
     * @param event told at the beginning and the end, of each machine and of all
     */
    default void onFleet(FleetEvent event) {}

    /**
     * Closing something failed or took too long.
     *
     * @param event what went wrong
     */
    default void onCloseProblem(CloseProblemEvent event) {}
}
