package io.arcconnect.examples.matrix;

import java.util.Map;
import java.util.TreeMap;

/** Faults of the catalogue that are no row, and why. */
final class Absent {

    private Absent() {}

    /** {@return the reasons by the name of the fault, in the order of the names} */
    static Map<String, String> reasons() {
        return new TreeMap<>(Map.of(
                "closeLater(1008)", "what it does at three moments, close(1008) does at three counts of bytes.",
                "textFrames", "it is for payload that is valid UTF-8, which SSH is not."));
    }
}
