package io.arcconnect.spi.event;

import java.time.Duration;
import java.util.Optional;

/**
 * How far work on many machines has come. Counts are of the moment and of all machines so far; how many there will be, the
 * source alone knows.
 *
 * @param origin on which machine; none where all are concerned
 * @param id joins the events of one fleet
 * @param step what has happened
 * @param begun machines that were begun, whatever became of them
 * @param done machines whose work came to its end
 * @param failed machines whose work failed
 * @param skipped machines that were not begun, because others had failed
 * @param took of the machine, or of all
 * @param reason the code of the failure; empty where it is none of this library's
 */
public record FleetEvent(
        Origin origin,
        String id,
        Step step,
        long begun,
        long done,
        long failed,
        long skipped,
        Duration took,
        Optional<String> reason)
        implements ArcEvent {

    /** What happens to a fleet. */
    public enum Step {
        /** Somebody has subscribed. */
        BEGUN,
        /** The work on a machine begins. */
        MACHINE_BEGUN,
        /** It came to its end. */
        MACHINE_DONE,
        /** It failed. */
        MACHINE_FAILED,
        /** It is not begun. */
        MACHINE_SKIPPED,
        /** There are no more machines. */
        ENDED,
        /** Whoever began it did not want the rest. */
        CANCELLED
    }
}
