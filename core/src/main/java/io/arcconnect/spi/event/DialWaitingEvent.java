package io.arcconnect.spi.event;

import io.arcconnect.error.ArcConnectException;
import io.arcconnect.model.RelayService;
import java.time.Duration;

/**
 * The agent is not listening yet, and the dial will be tried again.
 *
 * @param origin to which machine
 * @param service to what
 * @param waited since the first try
 * @param budget after which the dial fails
 * @param answer what the relay said this time
 */
public record DialWaitingEvent(
        Origin origin, RelayService service, Duration waited, Duration budget, ArcConnectException answer)
        implements ArcEvent {}
