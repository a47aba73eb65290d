package io.arcconnect.testkit.internal;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;

/** The armed faults of one machine or of the whole emulator, oldest first. */
public final class Faults {

    private final List<Armed> armed = new ArrayList<>();
    private final Random seeds;

    /**
     * Begins without any.
     *
     * @param seeds gives each fault that strikes sometimes a sequence of its own
     */
    public Faults(Random seeds) {
        this.seeds = seeds;
    }

    /**
     * Arms a fault.
     *
     * @param effect what happens
     * @param times how often; {@link Integer#MAX_VALUE} is until cleared
     * @param probability that it strikes where it could; 1 is always
     */
    public synchronized void arm(FaultEffect effect, int times, double probability) {
        armed.add(new Armed(effect, times, probability, new Random(seeds.nextLong())));
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
     * @return what happens; empty when none is armed, or none strikes this time
     */
    public synchronized <T extends FaultEffect> Optional<T> take(Class<T> kind, Predicate<? super T> applies) {
        for (Iterator<Armed> each = armed.iterator(); each.hasNext(); ) {
            Armed fault = each.next();
            if (kind.isInstance(fault.effect) && applies.test(kind.cast(fault.effect)) && fault.strikes()) {
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
        private final double probability;
        private final Random random;
        private int left;

        Armed(FaultEffect effect, int left, double probability, Random random) {
            this.effect = effect;
            this.left = left;
            this.probability = probability;
            this.random = random;
        }

        boolean strikes() {
            return probability >= 1 || random.nextDouble() < probability;
        }
    }
}
