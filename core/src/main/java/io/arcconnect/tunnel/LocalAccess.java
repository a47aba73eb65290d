package io.arcconnect.tunnel;

import io.arcconnect.spi.LocalConnection;
import reactor.core.publisher.Mono;

/**
 * Decides which programs of this computer may connect to a local port. Whoever can connect to the port speaks to the machine
 * behind it as the one who opened the tunnel, and every user of this computer can reach 127.0.0.1.
 *
 * <p>Your own policy is a lambda: {@code connection -> Mono.just(AccessDecision.refused("closed for today"))}.
 */
@FunctionalInterface
public interface LocalAccess {

    /**
     * Decides about one connection, of which nothing was received yet. It must not receive, send or close.
     *
     * <p><b>Subscribing</b> decides; a tunnel subscribes once per connection, on a thread that may block, for several
     * connections at a time. <b>Error</b> and <b>no value:</b> refused. <b>Cancel:</b> the connection or the tunnel was closed
     * meanwhile.
     *
     * @param connection who wants in
     * @return the decision
     */
    Mono<AccessDecision> decide(LocalConnection connection);

    /** {@return programs of the user that this program runs as, where the operating system can tell; the default} */
    static LocalAccess sameUser() {
        return connection -> Mono.just(AccessDecision.unknown("this system does not tell whose a connection is"));
    }

    /**
     * Admits one process and those that it started.
     *
     * @param pid its id
     * @return that process and its descendants, and nobody where the operating system cannot tell
     */
    static LocalAccess onlyProcess(long pid) {
        return connection -> Mono.just(
                AccessDecision.refused("this system does not tell whether a connection is of process " + pid));
    }

    /** {@return every program of this computer, of whichever user; in a container or on a computer of your own} */
    static LocalAccess anyLocal() {
        return connection -> Mono.just(AccessDecision.admitted());
    }
}
