package io.arcconnect.spi.event;

import io.arcconnect.model.RelayService;

/**
 * What may be reached on a machine is about to be changed.
 *
 * @param origin on which machine
 * @param service what will be reachable
 */
public record ServiceSetupEvent(Origin origin, RelayService service) implements ArcEvent {}
