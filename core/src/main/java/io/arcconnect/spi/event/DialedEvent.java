package io.arcconnect.spi.event;

import io.arcconnect.model.RelayService;
import java.time.Duration;

/**
 * A relay connection is open.
 *
 * @param origin to which machine
 * @param service to what
 * @param took since the dial began, waiting included
 */
public record DialedEvent(Origin origin, RelayService service, Duration took) implements ArcEvent {}
