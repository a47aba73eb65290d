package io.arcconnect.ssh;

import io.arcconnect.error.ArcConnectException;
import io.arcconnect.spi.AsyncCloseable;
import java.util.function.Function;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** What a forward opens its channels on. It ends when there will be no more. */
interface Carrier extends AsyncCloseable {

    /** Opens something on the session that there is. */
    <T> Mono<T> open(Function<? super SshSession, Mono<T>> opening);

    /** Says whether an error means that the session is gone, and not that something was refused. */
    static boolean isLost(Throwable error) {
        return error instanceof ArcConnectException known
                && (known.reason() == SshReason.SESSION_LOST
                        || known.reason().code().equals("relay.connection_lost"));
    }

    /**
     * One session; its end is this one's.
     *
     * @param session is open
     * @param last runs when this is closed
     */
    static Carrier of(SshSession session, Mono<Void> last) {
        Sinks.Empty<Void> closed = Sinks.empty();
        return new Carrier() {
            @Override
            public <T> Mono<T> open(Function<? super SshSession, Mono<T>> opening) {
                return opening.apply(session);
            }

            @Override
            public Mono<Void> close() {
                return last.doFinally(end -> closed.tryEmitEmpty());
            }

            @Override
            public Mono<Void> onClose() {
                return Mono.firstWithSignal(session.onClose(), closed.asMono());
            }
        };
    }
}
