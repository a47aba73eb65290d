package io.arcconnect.spi;

import reactor.core.publisher.Mono;

/**
 * How to get a session of some kind on a machine. SSH, RDP and every other use of the relay are values of this type;
 * the core knows none of them.
 *
 * @param <S> the session
 */
@FunctionalInterface
public interface Protocol<S extends AsyncCloseable> {

    /**
     * Opens a session.
     *
     * <p><b>Subscribing</b> opens one. <b>Cancel</b> aborts what is in flight, and a session that is ready at that moment
     * is closed by the protocol.
     *
     * @param route the way to the machine
     * @return the open session, which the caller closes
     */
    Mono<S> open(Route route);
}
