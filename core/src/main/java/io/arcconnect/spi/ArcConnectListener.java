package io.arcconnect.spi;

import io.arcconnect.error.ArcConnectException;
import io.arcconnect.model.ExtensionState;
import io.arcconnect.model.MachineId;
import io.arcconnect.model.RelayCredentials;
import io.arcconnect.model.RelayService;
import java.time.Duration;

/**
 * Observes what the library does. Calls come one at a time, in order, on a thread of the library that may be blocked for
 * a moment but not for long: events queue up behind a slow listener. What a listener throws is logged and dropped.
 */
public interface ArcConnectListener {

    /**
     * An extension is being installed; told at every look.
     *
     * @param machine where
     * @param extension as it is now
     * @param elapsed since provisioning began
     */
    default void onProvisioning(MachineId machine, ExtensionState extension, Duration elapsed) {}

    /**
     * What may be reached on a machine is about to be changed.
     *
     * @param machine which
     * @param service what will be reachable
     */
    default void onServiceSetup(MachineId machine, RelayService service) {}

    /**
     * Fresh relay credentials were issued.
     *
     * @param service for what
     * @param credentials safe to print
     */
    default void onCredentials(RelayService service, RelayCredentials credentials) {}

    /**
     * The agent is not listening yet, and the dial will be tried again.
     *
     * @param machine which
     * @param waited since the first try
     * @param budget after which the dial fails
     * @param answer what the relay said this time
     */
    default void onDialWaiting(MachineId machine, Duration waited, Duration budget, ArcConnectException answer) {}

    /**
     * A relay connection is open.
     *
     * @param machine to which
     * @param service to what
     * @param took since the dial began, waiting included
     */
    default void onDialed(MachineId machine, RelayService service, Duration took) {}

    /**
     * Closing something failed or took too long, and it was dropped by force. The result of the work is not affected.
     *
     * @param machine on which
     * @param problem what went wrong
     */
    default void onCloseProblem(MachineId machine, Throwable problem) {}
}
