package io.arcconnect.ssh.internal.login;

import java.util.Optional;
import reactor.core.publisher.Mono;

/** One thing to try in a login. */
interface Candidate {

    /** {@return what evidence calls it; nothing secret} */
    String name();

    /** {@return equal for two that it makes no sense to try one after the other} */
    Object key();

    /** {@return the first of its methods that the server may be asked for now} */
    Optional<String> method(AuthReply.Refused offer);

    /** {@return whether one packet says all, whatever the server offers: it may be the first of a login} */
    default boolean isOnePacket(AuthDialog dialog) {
        return false;
    }

    /** {@return the server's last word about it; empty when whoever was asked gave up} */
    Mono<AuthReply> attempt(AuthDialog dialog, String user, String method);

    /** {@return whether the server offers a method; one that offers nothing may be asked for anything} */
    static Optional<String> offered(String method, AuthReply.Refused offer) {
        return Optional.of(method)
                .filter(wanted -> offer.methods().isEmpty() || offer.methods().contains(wanted));
    }
}
