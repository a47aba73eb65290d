package io.arcconnect.testkit;

/** Finds faults by the names that tests print. */
final class Faulty {

    private Faulty() {}

    static Fault named(String name) {
        return Fault.catalogue().stream()
                .filter(fault -> fault.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no fault is named " + name));
    }
}
