package io.arcconnect.spi.event;

/**
 * Something is about to be done on a machine.
 *
 * @param origin on which machine, for whom, over which relay connection
 * @param action what
 */
public record ActionBegunEvent(Origin origin, Action action) implements ArcEvent {}
