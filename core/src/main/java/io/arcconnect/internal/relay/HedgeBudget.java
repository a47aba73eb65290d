package io.arcconnect.internal.relay;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many dials may have a second try. A percentile alone bounds that only for dials in turn: a thousand that are under way
 * when a relay becomes slow are all late before the first of them is known to be.
 */
final class HedgeBudget {

    /** At once, after a time of few. */
    static final int BURST = 10;

    private static final int ONE = 100;

    private final int earned;
    private final AtomicInteger left = new AtomicInteger(BURST * ONE);

    /** @param percent of dials that are not late; twice the others may have a second try, which leaves room for chance */
    HedgeBudget(int percent) {
        this.earned = 2 * (100 - percent);
    }

    /** Another dial has opened. */
    void opened() {
        left.updateAndGet(now -> Math.min(BURST * ONE, now + earned));
    }

    /** {@return whether there may be a second try, which then is spent} */
    boolean spend() {
        return left.getAndUpdate(now -> now < ONE ? now : now - ONE) >= ONE;
    }
}
