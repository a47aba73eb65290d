package io.arcconnect.testkit.internal;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The armed faults of one machine or of the whole emulator, oldest first. */
public final class Faults {

    private final List<Armed> armed = new ArrayList<>();

    /**
     * Arms a fault.
     *
     * @param effect what happens
     * @param times how often; {@link Integer#MAX_VALUE} is until cleared
     */
    public synchronized void arm(FaultEffect effect, int times) {
        armed.add(new Armed(effect, times));
    }

    /** Disarms all. */
    public synchronized void clear() {
        armed.clear();
    }

    /**
     * Finds the oldest fault of a kind and uses it up once.
     *
     * @param kind of which kind
     * @param applies whether it is meant
     * @param <T> the kind
     * @return what happens; empty when none is armed
     */
    public synchronized <T extends FaultEffect> Optional<T> take(Class<T> kind, Predicate<? super T> applies) {
        for (Iterator<Armed> each = armed.iterator(); each.hasNext(); ) {
            Armed fault = each.next();
            if (kind.isInstance(fault.effect) && applies.test(kind.cast(fault.effect))) {
                if (fault.left != Integer.MAX_VALUE && --fault.left == 0) {
                    each.remove();
                }
                return Optional.of(kind.cast(fault.effect));
            }
        }
        return Optional.empty();
    }

    private static final class Armed {
        private final FaultEffect effect;
        private int left;

        Armed(FaultEffect effect, int left) {
            this.effect = effect;
            this.left = left;
        }
    }
}
