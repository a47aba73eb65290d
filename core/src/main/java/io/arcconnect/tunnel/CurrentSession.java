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
public interface Carrier<S extends AsyncCloseable> extends AsyncCloseable {

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
     * Makes a carrier of one session, whose end is the carrier's.
     *
     * @param session is open
     * @param last runs when the carrier is closed: {@code session.close()} where it has no other owner
     * @param <S> the session
     * @return the carrier
     */
    static <S extends AsyncCloseable> Carrier<S> of(S session, Mono<Void> last) {
        return new SingleCarrier<>(session, last);
    }

    /**
     * Makes a carrier that dials when a session is needed and there is none: once for all who wait. A dial that failed is
     * the answer to everybody for a second; where its reason does not pass by itself, for twice as long each time in a row,
     * up to 64 s. It ends when it is closed, and closes its session then.
     *
     * @param protocol opens the sessions
     * @param route to the machine
     * @param context of whoever opens the tunnel
     * @param <S> the session
     * @return the carrier; nothing is dialed yet
     */
    static <S extends AsyncCloseable> Carrier<S> renewed(
            Protocol<? extends S> protocol, Route route, ContextView context) {
        return new RenewedCarrier<>(protocol, route, context, new CarrierNews<>() {});
    }
}
