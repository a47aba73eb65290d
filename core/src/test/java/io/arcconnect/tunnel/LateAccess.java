package io.arcconnect.tunnel;

import io.arcconnect.spi.LocalConnection;
import reactor.core.publisher.Mono;

/** A policy that is chosen when the port is open already, as for a program that has to know the port. */
final class LateAccess implements LocalAccess {

    private volatile LocalAccess access = connection -> Mono.empty();

    void set(LocalAccess chosen) {
        access = chosen;
    }

    @Override
    public Mono<AccessDecision> decide(LocalConnection connection) {
        return access.decide(connection);
    }
}
