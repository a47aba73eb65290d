package io.arcconnect.testkit.internal;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The armed faults of one machine or of the whole emulator, oldest first. */
public final class Faults implements FaultSource {

    private final List<Armed> armed = new ArrayList<>();
    private final Random seeds;
    private final Clock clock;

    /**
     * Begins without any.
     *
     * @param seeds gives each fault that strikes sometimes a sequence of its own
     * @param clock tells when one has lasted long enough
     */
    public Faults(Random seeds, Clock clock) {
        this.seeds = seeds;
        this.clock = clock;
    }

    /**
     * Arms a fault.
     *
     * @param effect what happens
     * @param terms how often
     */
    public synchronized void arm(FaultEffect effect, Terms terms) {
        armed.add(new Armed(effect, terms, new Random(seeds.nextLong())));
    }

    /** Disarms all. */
    public synchronized void clear() {
        armed.clear();
    }

    @Override
    public synchronized <T extends FaultEffect> Optional<T> fault(Class<T> kind, Predicate<? super T> applies) {
        Instant now = clock.instant();
        for (Iterator<Armed> each = armed.iterator(); each.hasNext(); ) {
            Armed fault = each.next();
            if (fault.isOver(now)) {
                each.remove();
            } else if (kind.isInstance(fault.effect) && applies.test(kind.cast(fault.effect)) && fault.strikes()) {
                if (fault.isLast(now)) {
                    each.remove();
                }
                return Optional.of(kind.cast(fault.effect));
            }
        }
        return Optional.empty();
    }

    private static final class Armed {
        private final FaultEffect effect;
        private final Terms terms;
        private final Random random;
        private int left;
        private @Nullable Instant end;

        Armed(FaultEffect effect, Terms terms, Random random) {
            this.effect = effect;
            this.terms = terms;
            this.random = random;
            this.left = terms.times();
        }

        boolean isOver(Instant now) {
            Instant known = end;
            return known != null && !now.isBefore(known);
        }

        boolean strikes() {
            return terms.probability() >= 1 || random.nextDouble() < terms.probability();
        }

        /** Counts a strike, and says whether there will be no other. */
        boolean isLast(Instant now) {
            if (end == null && terms.lasting().isPresent()) {
                end = now.plus(terms.lasting().get());
            }
            return left != Integer.MAX_VALUE && --left == 0;
        }
    }
}
