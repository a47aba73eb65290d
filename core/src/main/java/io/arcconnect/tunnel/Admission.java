package io.arcconnect.tunnel;

import io.arcconnect.internal.limit.Gate;
import io.arcconnect.spi.LocalConnection;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * The door of a port: a policy decides about a connection before anything is received from it. Whoever may not connect can
 * try as often as they like, so that those before the door have bounds of their own.
 */
final class Admission {

    /** Connections that wait for a decision hold a descriptor each, and no more than so many. */
    static final int MOST_UNDECIDED = 2_000;

    /** A policy that blocks, blocks no more threads than so many; what else the threads are there for goes on. */
    static final int MOST_ASKING = 8;

    private final LocalAccess access;
    private final Scheduler scheduler;
    private final Traffic traffic;
    private final TunnelReport<?> report;
    private final AtomicInteger undecided = new AtomicInteger();
    private final Gate asking = new Gate(MOST_ASKING);

    Admission(LocalAccess access, Scheduler scheduler, Traffic traffic, TunnelReport<?> report) {
        this.access = access;
        this.scheduler = scheduler;
        this.traffic = traffic;
        this.report = report;
    }

    Mono<Void> through(LocalConnection accepted, Mono<Void> serving) {
        return Mono.defer(() -> undecided.getAndUpdate(now -> Math.min(MOST_UNDECIDED, now + 1)) < MOST_UNDECIDED
                ? decision(accepted)
                        .doFinally(end -> undecided.decrementAndGet())
                        .flatMap(decision -> follow(decision, accepted, serving))
                : traffic.turnAway(
                        accepted, "as many connections as are allowed, " + MOST_UNDECIDED + ", wait for a decision"));
    }

    private Mono<Void> follow(AccessDecision decision, LocalConnection accepted, Mono<Void> serving) {
        return switch (decision.verdict()) {
            case ADMITTED -> serving;
            case UNKNOWN -> {
                report.cannotTell(decision.reason());
                yield serving;
            }
            case REFUSED -> traffic.deny(accepted, decision.reason());
        };
    }

    private Mono<AccessDecision> decision(LocalConnection accepted) {
        Mono<AccessDecision> asked = Mono.defer(() -> access.decide(accepted));
        return (access instanceof PromptAccess ? asked : onThread(asked))
                .defaultIfEmpty(AccessDecision.refused("nobody decided who may connect"))
                .flatMap(decision -> decision.isAdmitted() ? admitted(accepted, decision) : Mono.just(decision))
                .onErrorResume(error -> Mono.just(AccessDecision.refused("who may connect could not be decided: "
                        + Objects.requireNonNullElse(
                                error.getMessage(), error.getClass().getSimpleName()))))
                .takeUntilOther(accepted.onClose().onErrorComplete());
    }

    /** It may have been decided about many connections on one thread, so that what follows is not on that. */
    private Mono<AccessDecision> admitted(LocalConnection accepted, AccessDecision decision) {
        return accepted.settled().thenReturn(decision).publishOn(scheduler);
    }

    /** A policy may block, so that it is not on the I/O thread. One that has begun without blocking may take its time. */
    private Mono<AccessDecision> onThread(Mono<AccessDecision> asked) {
        return Mono.using(
                asking::enter,
                place -> {
                    Mono<AccessDecision> begun = Mono.fromDirect(subscriber -> {
                        try {
                            asked.subscribe(subscriber);
                        } finally {
                            place.leave();
                        }
                    });
                    Mono<AccessDecision> onThread = begun.subscribeOn(scheduler);
                    return place.isInside() ? onThread : place.admitted().then(onThread);
                },
                Gate.Place::leave);
    }
}
