package io.arcconnect.spi.event;

import java.time.Duration;

/**
 * Something was done on a machine, or was meant to be: the audit record.
 *
 * @param origin on which machine, for whom, over which relay connection
 * @param action what
 * @param outcome how it ended
 * @param bytesIn from the machine, as the protocol's user saw them
 * @param bytesOut to the machine, likewise
 * @param took from its beginning
 */
public record ActionEndedEvent(
        Origin origin, Action action, ActionOutcome outcome, long bytesIn, long bytesOut, Duration took)
        implements ArcEvent {}
