package io.arcconnect.spi.event;

import io.arcconnect.error.ArcConnectException;
import java.time.Duration;
import java.util.Optional;

/**
 * A protocol's session begins or ends.
 *
 * @param origin on which machine, over which relay connection
 * @param protocol a word of few, such as {@code ssh}
 * @param user who logs in, where the protocol knows
 * @param step which
 * @param took how long the login took, or how long the session lasted
 * @param failure why there is none, or why it was lost
 */
public record SessionEvent(
        Origin origin,
        String protocol,
        Optional<String> user,
        Step step,
        Duration took,
        Optional<ArcConnectException> failure)
        implements ArcEvent {

    /** What happens to a session. */
    public enum Step {
        /** The user is logged in. */
        OPENED,
        /** The user could not log in. */
        FAILED,
        /** Ended in order, by either side. */
        CLOSED,
        /** Cut off. */
        LOST
    }
}
