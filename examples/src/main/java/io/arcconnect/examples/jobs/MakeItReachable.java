package io.arcconnect.examples.jobs;

import io.arcconnect.ArcMachine;
import io.arcconnect.model.ConnectSpec;
import io.arcconnect.model.Plan;
import io.arcconnect.model.Receipt;
import io.arcconnect.model.Removal;
import java.util.function.Predicate;
import reactor.core.publisher.Mono;

/** Sets a machine up for SSH once somebody has seen what that means, and can take it back. */
public final class MakeItReachable {

    private MakeItReachable() {}

    /**
     * Shows the plan and applies it.
     *
     * @param machine which
     * @param agrees decides; a program's own rule, or a person who has read {@link Plan#toText()}
     * @return the receipt, to be stored; empty when nobody agreed
     */
    public static Mono<Receipt> withConsent(ArcMachine machine, Predicate<Plan> agrees) {
        return machine.plan(ConnectSpec.ssh()).filter(agrees).flatMap(machine::apply);
    }

    /**
     * Undoes what was written.
     *
     * @param machine which
     * @param stored as {@link Receipt#toJson()} wrote it
     * @return what was undone, and what was left and why
     */
    public static Mono<Removal> takeBack(ArcMachine machine, String stored) {
        return machine.remove(Receipt.parse(stored));
    }
}
