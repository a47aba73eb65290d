package io.arcconnect;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** What a {@link Fleet} was told. */
record FleetOptions(
        int concurrency, Optional<Duration> timeout, boolean inOrder, OptionalInt stopAfter, OptionalInt canary) {

    static final FleetOptions DEFAULT =
            new FleetOptions(16, Optional.empty(), false, OptionalInt.empty(), OptionalInt.empty());

    FleetOptions withConcurrency(int machines) {
        return new FleetOptions(atLeastOne(machines, "concurrency"), timeout, inOrder, stopAfter, canary);
    }

    FleetOptions withTimeout(Duration perMachine) {
        if (perMachine.isZero() || perMachine.isNegative()) {
            throw new IllegalArgumentException("timeout must be more than zero, got " + perMachine);
        }
        return new FleetOptions(concurrency, Optional.of(perMachine), inOrder, stopAfter, canary);
    }

    FleetOptions ordered() {
        return new FleetOptions(concurrency, timeout, true, stopAfter, canary);
    }

    FleetOptions withStopAfter(int failures) {
        OptionalInt most = OptionalInt.of(atLeastOne(failures, "stopAfter"));
        return new FleetOptions(concurrency, timeout, inOrder, most, canary);
    }

    FleetOptions withCanary(int machines) {
        OptionalInt first = OptionalInt.of(atLeastOne(machines, "canary"));
        return new FleetOptions(concurrency, timeout, inOrder, stopAfter, first);
    }

    private static int atLeastOne(int value, String name) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be at least 1, got " + value);
        }
        return value;
    }
}
