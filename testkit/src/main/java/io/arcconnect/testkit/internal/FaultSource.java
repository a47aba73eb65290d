package io.arcconnect.testkit.internal;

import java.util.Optional;
import java.util.function.Predicate;

/** Where armed faults are. */
public interface FaultSource {

    /**
     * Finds the oldest fault of a kind and uses it up once.
     *
     * @param kind of which kind
     * @param applies whether it is meant
     * @param <T> the kind
     * @return what happens; empty when none is armed, or none strikes this time
     */
    <T extends FaultEffect> Optional<T> fault(Class<T> kind, Predicate<? super T> applies);

    /**
     * Says whether something strikes.
     *
     * @param effect what
     * @param <T> its kind
     * @return whether it does; it is used up once then
     */
    default <T extends FaultEffect> boolean strikes(T effect) {
        return fault(FaultEffect.class, effect::equals).isPresent();
    }
}
