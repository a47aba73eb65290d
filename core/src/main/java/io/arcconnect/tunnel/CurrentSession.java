package io.arcconnect.tunnel;

import io.arcconnect.spi.AsyncCloseable;
import io.arcconnect.spi.Protocol;
import io.arcconnect.spi.Route;
import java.util.function.Function;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/**
 * What the connections of one tunnel are opened on: one session, or one session after another. It ends when there will be no
 * more; {@code onClose()} fails with the cause when the last session was lost.
 *
 * @param <S> the session
 */
public interface CurrentSession<S extends AsyncCloseable> extends AsyncCloseable {

    /**
     * Opens something on the session that there is, after dialing one where there is none.
     *
     * <p><b>Subscribing</b> opens it. <b>Error:</b> the opening's, or the dial's. <b>Cancel</b> ends the opening and not a
     * dial that others may wait for.
     *
     * @param opening is given the session; called again with the next one when the first is found to be gone
     * @param <T> the thing
     * @return the thing
     */
    <T> Mono<T> open(Function<? super S, Mono<T>> opening);

    /**
     * Makes one of a session that is open, which has no next.
     *
     * @param session is open
     * @param last runs when this is closed: {@code session.close()} where it has no other owner
     * @param <S> the session
     * @return it
     */
    static <S extends AsyncCloseable> CurrentSession<S> of(S session, Mono<Void> last) {
        return new GivenSession<>(session, last);
    }

    /**
     * Makes one that dials when a session is needed and there is none: once for all who wait. A dial that failed is
     * the answer to everybody for a second; where its reason does not pass by itself, for twice as long each time in a row,
     * up to 64 s. When more than three sessions in a row are lost within a second of their opening, the loss is the answer
     * in the same way, for 1 to 8 s. It ends when it is closed, and closes its session then.
     *
     * @param protocol opens the sessions
     * @param route to the machine
     * @param context of whoever opens the tunnel
     * @param <S> the session
     * @return it; nothing is dialed yet
     */
    static <S extends AsyncCloseable> CurrentSession<S> renewed(
            Protocol<? extends S> protocol, Route route, ContextView context) {
        return new RenewedSession<>(protocol, route, context, new SessionNews<>() {});
    }
}
