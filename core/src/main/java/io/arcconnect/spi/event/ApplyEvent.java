package io.arcconnect.spi.event;

import io.arcconnect.model.PlannedChange;
import io.arcconnect.model.Receipt;
import java.time.Duration;
import java.util.Optional;

/**
 * A plan is being applied. Whoever stores the receipt of every event can undo what was written even if this process dies:
 * {@link Phase#WRITING} is told before the write, with a receipt that says so.
 *
 * @param origin to which machine
 * @param change which change; empty while the result is verified
 * @param phase what happens to it
 * @param detail such as the state that is waited for, or the banner; may be empty
 * @param receipt what was written so far
 * @param elapsed since it began
 */
public record ApplyEvent(
        Origin origin, Optional<PlannedChange> change, Phase phase, String detail, Receipt receipt, Duration elapsed)
        implements ArcEvent {

    /** What happens while a plan is applied. */
    public enum Phase {
        /** A change is about to be made. */
        WRITING,
        /** The service has been asked and needs its time. */
        WAITING,
        /** A change was made. */
        WRITTEN,
        /** Somebody else has made the change already. */
        ALREADY_THERE,
        /** Everything is set up; an SSH server is dialed. */
        VERIFYING,
        /** It answers. */
        VERIFIED
    }
}
