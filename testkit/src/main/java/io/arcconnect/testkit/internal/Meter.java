package io.arcconnect.testkit.internal;

import java.util.concurrent.atomic.LongAdder;

/** Counts the payload that the relay has passed on, for one machine. */
public final class Meter {

    private final LongAdder toMachine = new LongAdder();
    private final LongAdder fromMachine = new LongAdder();

    /** {@return counts bytes to the machine} */
    public LongAdder toMachine() {
        return toMachine;
    }

    /** {@return counts bytes from the machine} */
    public LongAdder fromMachine() {
        return fromMachine;
    }
}
