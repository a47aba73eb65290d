package io.arcconnect.tunnel;

import io.arcconnect.spi.LocalConnection;
import java.util.Objects;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** The door of a port: a policy decides about a connection before anything is received from it. */
record Admission(LocalAccess access, Scheduler scheduler, Traffic traffic, TunnelReport<?> report) {

    Mono<Void> through(LocalConnection accepted, Mono<Void> serving) {
        return decision(accepted).flatMap(decision -> switch (decision.verdict()) {
            case ADMITTED -> serving;
            case UNKNOWN -> {
                report.cannotTell(decision.reason());
                yield serving;
            }
            case REFUSED -> traffic.deny(accepted, decision.reason());
        });
    }

    /**
     * A policy may block, so that it is not on the I/O thread. It may decide about many connections on one thread, so that
     * what follows is not on that.
     */
    private Mono<AccessDecision> decision(LocalConnection accepted) {
        return Mono.defer(() -> access.decide(accepted))
                .onErrorResume(error -> Mono.just(AccessDecision.refused("who may connect could not be decided: "
                        + Objects.requireNonNullElse(
                                error.getMessage(), error.getClass().getSimpleName()))))
                .defaultIfEmpty(AccessDecision.refused("nobody decided who may connect"))
                .subscribeOn(scheduler)
                .publishOn(scheduler)
                .takeUntilOther(accepted.onClose().onErrorComplete());
    }
}
