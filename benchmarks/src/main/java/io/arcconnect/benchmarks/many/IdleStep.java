package io.arcconnect.benchmarks.many;

import java.util.List;
import java.util.Locale;

/**
 * What so many idle sessions cost.
 *
 * @param sessions how many
 * @param perSecond how many were opened in a second
 * @param cpuEach CPU milliseconds of opening one
 * @param none what the process had without any
 * @param footprint what it has with them
 */
record IdleStep(int sessions, double perSecond, double cpuEach, Footprint none, Footprint footprint) {

    static final List<String> COLUMNS = List.of(
            "sessions",
            "connects/s",
            "CPU ms a connect",
            "heap KiB each",
            "direct KiB each",
            "resident KiB each",
            "threads",
            "descriptors");

    double heapEach() {
        return each(footprint.heap() - none.heap());
    }

    double residentEach() {
        return each(footprint.resident() - none.resident());
    }

    private double each(long bytes) {
        return bytes / 1024.0 / sessions;
    }

    List<String> cells() {
        return List.of(
                String.valueOf(sessions),
                format("%.0f", perSecond),
                format("%.1f", cpuEach),
                format("%.1f", heapEach()),
                format("%.1f", each(footprint.direct() - none.direct())),
                format("%.1f", residentEach()),
                String.valueOf(footprint.threads()),
                String.valueOf(footprint.descriptors()));
    }

    private static String format(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
