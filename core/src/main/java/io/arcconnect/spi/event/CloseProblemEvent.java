package io.arcconnect.spi.event;

/**
 * Closing something failed or took too long, and it was dropped by force. The result of the work is not affected.
 *
 * @param origin on which machine
 * @param problem what went wrong
 */
public record CloseProblemEvent(Origin origin, Throwable problem) implements ArcEvent {}
