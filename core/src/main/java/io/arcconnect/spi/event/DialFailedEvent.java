package io.arcconnect.spi.event;

import io.arcconnect.error.ArcConnectException;
import io.arcconnect.model.RelayService;
import java.time.Duration;

/**
 * There will be no relay connection.
 *
 * @param origin to which machine, with the {@code trackingId} of the last try
 * @param service to what
 * @param took since the dial began, credentials and waiting included
 * @param failure why; its stage says whether the credentials or the relay refused
 */
public record DialFailedEvent(Origin origin, RelayService service, Duration took, ArcConnectException failure)
        implements ArcEvent {}
