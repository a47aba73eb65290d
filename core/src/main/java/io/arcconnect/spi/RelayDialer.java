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
     * <p><b>Subscribing</b> dials. <b>Error:</b> {@code RelayException}, its reason taken from the relay's answer.
     * <b>Cancel</b> aborts the dial.
     *
     * @param credentials opens the connection; used as one unit
     * @param service what the agent should connect to
     * @return the open stream
     */
    Mono<DuplexStream> dial(RelayCredentials credentials, RelayService service);
}
