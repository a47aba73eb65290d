package io.arcconnect.ssh;

import io.arcconnect.spi.AsyncCloseable;
import io.arcconnect.spi.Protocol;
import io.arcconnect.spi.Route;
import java.util.function.BiFunction;
import reactor.core.publisher.Mono;

/** Opens a session for one thing alone, which closes it at its own end. */
final class OverSession {

    private OverSession() {}

    /**
     * Opens both.
     *
     * @param ssh opens the session
     * @param route to the machine
     * @param opening opens the thing on the session; the second argument is what the thing must do last when it is closed
     * @return the thing; when it could not be opened, or nobody wants it any more, the session is closed
     */
    static <S extends AsyncCloseable> Mono<S> open(
            Protocol<? extends SshSession> ssh,
            Route route,
            BiFunction<SshSession, Mono<Void>, ? extends Mono<? extends S>> opening) {
        return Mono.usingWhen(
                ssh.open(route),
                session -> opening.apply(session, session.close()),
                session -> Mono.empty(),
                (session, error) -> session.close(),
                AsyncCloseable::close);
    }
}
