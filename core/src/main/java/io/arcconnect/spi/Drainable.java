package io.arcconnect.spi;

import reactor.core.publisher.Mono;

/** Something shared, see {@link Route#shared}, that can come to its end without cutting off whoever uses it. */
public interface Drainable extends AsyncCloseable {

    /**
     * Begins nothing new, closes what nobody uses now, and the rest as soon as nobody uses it any more.
     *
     * <p><b>Subscribing</b> starts it; cancelling does not stop it. <b>Completion:</b> when nothing is open any more, which has
     * no bound: {@link #close()} ends what is still in use. <b>Error:</b> never.
     *
     * @return the end
     */
    Mono<Void> drain();
}
