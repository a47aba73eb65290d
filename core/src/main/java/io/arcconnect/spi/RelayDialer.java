package io.arcconnect.spi;

import io.arcconnect.model.RelayCredentials;
import io.arcconnect.model.RelayService;
import reactor.core.publisher.Mono;

/** Opens one relay connection. Waiting for an agent and renewing credentials is the work of whoever calls it. */
@FunctionalInterface
public interface RelayDialer {

    /**
     * Dials once.
     *
     * <p><b>Subscribing</b> dials. <b>Error:</b> {@code RelayException}, which names the machine, the stage {@code DIAL} and
     * the {@code trackingId}; its reason is taken from the status and the reason phrase (protocol.md 3.3): 404
     * {@code RELAY_LISTENER_NOT_FOUND}, which is waited for; 401 {@code RELAY_TOKEN_EXPIRED}, which is renewed once; 403
     * {@code RELAY_FORBIDDEN}; 503 {@code RELAY_TARGET_REFUSED} where the phrase begins with {@code connection to localhost:};
     * 408 and 504 {@code RELAY_HANDSHAKE_TIMED_OUT}; any other 5xx {@code RELAY_UNAVAILABLE}. <b>Cancel</b> aborts the dial.
     *
     * @param credentials opens the connection; used as one unit
     * @param service what the agent should connect to
     * @return the open stream
     */
    Mono<DuplexStream> dial(RelayCredentials credentials, RelayService service);
}
