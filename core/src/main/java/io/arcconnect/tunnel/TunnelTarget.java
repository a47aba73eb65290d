package io.arcconnect.tunnel;

import io.arcconnect.spi.AsyncCloseable;
import io.arcconnect.spi.DuplexStream;
import reactor.core.publisher.Mono;

/**
 * What a tunnel leads to.
 *
 * @param <S> the session that carries it
 */
@FunctionalInterface
public interface TunnelTarget<S extends AsyncCloseable> {

    /**
     * Carries a connection until it ends.
     *
     * <p><b>Subscribing</b> opens what is needed on the session; it happens on a thread that may block. <b>Error:</b> ends
     * this connection only. <b>Cancel</b> closes what was opened.
     *
     * @param accepted the connection, of which nothing was received yet; whoever accepted it closes it at the end
     * @param current gives the session
     * @return the end of the connection
     */
    Mono<Void> carry(DuplexStream accepted, CurrentSession<S> current);

    /** {@return as people write it, such as {@code localhost:5900}; {@code code} unless it says otherwise} */
    default String address() {
        return "code";
    }
}
