package io.arcconnect.spi.event;

import io.arcconnect.error.ArcConnectException;
import io.arcconnect.model.RelayService;
import java.time.Instant;
import java.util.Optional;

/**
 * Relay credentials on their way to whoever wants them.
 *
 * @param origin whose machine
 * @param service for what
 * @param step which step of the way
 * @param expiresOn when the credentials stop working, once there are some
 * @param failure why there are none, once that is known
 */
public record CredentialsEvent(
        Origin origin,
        RelayService service,
        Step step,
        Optional<Instant> expiresOn,
        Optional<ArcConnectException> failure)
        implements ArcEvent {

    /** What happens to credentials. */
    public enum Step {
        /** Nobody has any: Azure Resource Manager is asked. */
        ASKED,
        /** Somebody is asking for the same already, and the answer will be shared. */
        JOINED,
        /** The relay refused the last ones: they are forgotten. */
        REJECTED,
        /** Azure Resource Manager has issued fresh ones to whoever asked first. */
        ISSUED,
        /** Somebody else's question has brought them. */
        SHARED,
        /** Taken from what was issued before. */
        CACHED,
        /** Asked or joined in vain. */
        FAILED
    }
}
