package io.arcconnect.spi.event;

import io.arcconnect.model.RemovedChange;

/**
 * What an {@code apply} wrote is being undone; told after each change.
 *
 * @param origin on which machine
 * @param change what came of it
 */
public record RemovalEvent(Origin origin, RemovedChange change) implements ArcEvent {}
