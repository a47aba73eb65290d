package io.arcconnect.model;

import java.time.Duration;

/**
 * The end of {@code provision}: the extension is installed. Everything else is an error.
 *
 * @param machine where
 * @param action what was done to get there
 * @param extension the extension as it is now, with every field of the service's answer
 * @param took from asking to knowing
 */
public record ProvisionOutcome(MachineId machine, Action action, ExtensionState extension, Duration took) {

    /** What provisioning did. */
    public enum Action {
        /** It was there already; nothing was written. */
        ALREADY_PRESENT,
        /** Somebody else's installation was under way; it was waited for. */
        JOINED,
        /** It was missing and has been installed. */
        CREATED,
        /** It was there with another publisher, type or an older version, and has been replaced. */
        UPDATED
    }

    /** {@return whether anything was written} */
    public boolean changed() {
        return action == Action.CREATED || action == Action.UPDATED;
    }
}
