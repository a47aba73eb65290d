package io.arcconnect.tunnel;

import io.arcconnect.spi.LocalConnection;
import reactor.core.publisher.Mono;

/**
 * Decides the same about every connection.
 *
 * @param name for people
 * @param decision what it decides
 */
record FixedAccess(String name, AccessDecision decision) implements PromptAccess {

    @Override
    public Mono<AccessDecision> decide(LocalConnection connection) {
        return Mono.just(decision);
    }

    @Override
    public String toString() {
        return name;
    }
}
