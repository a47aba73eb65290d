package io.arcconnect.spi.event;

import io.arcconnect.error.ArcConnectException;
import io.arcconnect.model.RelayService;
import java.time.Duration;
import java.util.Optional;

/**
 * One try of a dial is over.
 *
 * @param origin to which machine, with the {@code trackingId}
 * @param service to what
 * @param attempt 1 for the first
 * @param took from the first packet to the relay's answer
 * @param failure what the relay said; empty when the connection is open
 */
public record DialAttemptEvent(
        Origin origin, RelayService service, int attempt, Duration took, Optional<ArcConnectException> failure)
        implements ArcEvent {}
