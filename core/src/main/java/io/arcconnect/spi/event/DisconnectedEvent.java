package io.arcconnect.spi.event;

import io.arcconnect.model.RelayService;
import java.time.Duration;
import java.util.Optional;

/**
 * A relay connection has ended.
 *
 * @param origin to which machine, with the {@code trackingId}
 * @param service to what
 * @param lasted since it was open
 * @param loss why it was cut off; empty after an orderly end
 */
public record DisconnectedEvent(Origin origin, RelayService service, Duration lasted, Optional<Throwable> loss)
        implements ArcEvent {}
