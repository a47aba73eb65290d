package io.arcconnect.spi.event;

import io.arcconnect.model.RelayService;
import java.time.Duration;

/**
 * A try of a dial takes longer than most have, and a second one begins beside it. Each that ends by itself is told as a
 * {@link DialAttemptEvent}; the one that is given up, because the other has opened, is not.
 *
 * @param origin to which machine
 * @param service to what
 * @param after since the first try began
 */
public record DialHedgedEvent(Origin origin, RelayService service, Duration after) implements ArcEvent {}
