package io.arcconnect.tunnel;

import io.arcconnect.spi.AsyncCloseable;
import io.arcconnect.spi.Route;
import reactor.core.publisher.Mono;

/**
 * Tries what a tunnel leads to before it is ready.
 *
 * @param <S> the session that carries it
 */
@FunctionalInterface
public interface TunnelProbe<S extends AsyncCloseable> {

    /**
     * Tries once.
     *
     * <p><b>Subscribing</b> tries, on the session that the tunnel will use first. <b>Error:</b> the tunnel does not open,
     * and fails with it. <b>Cancel</b> closes what was opened.
     *
     * @param session is open
     * @param route to the machine
     * @return completes empty when something answers; it must be bounded in time
     */
    Mono<Void> attempt(S session, Route route);
}
