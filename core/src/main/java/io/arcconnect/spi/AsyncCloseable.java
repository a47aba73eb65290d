package io.arcconnect.spi;

import reactor.core.publisher.Mono;

/** Something that is open until it is closed or lost. */
public interface AsyncCloseable {

    /**
     * Closes it. Closing twice is one close.
     *
     * <p><b>Completion:</b> completes empty when it is closed, at the latest after 5 seconds of waiting for the other side,
     * after which it is closed by force. <b>Error:</b> never. <b>Subscribing</b> starts the close; cancelling does not
     * stop it.
     *
     * @return the end of the close
     */
    Mono<Void> close();

    /**
     * Observes the end, whoever causes it. Subscribing has no effect, and a late subscriber is told at once.
     *
     * <p><b>Completion:</b> completes empty after an orderly close from either side. <b>Error:</b> the cause, when it was
     * lost.
     *
     * @return the end
     */
    Mono<Void> onClose();
}
