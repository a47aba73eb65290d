package io.arcconnect.benchmarks.compare;

import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * What came of one discipline.
 *
 * @param discipline which
 * @param amount of each go
 * @param machine what it ran on
 * @param commit what was measured
 * @param readings by contestant, in the order of the table; the first is what the others are held against
 */
record Result(Discipline discipline, int amount, String machine, String commit, Map<String, List<Reading>> readings) {

    double wall(String name) {
        return median(name, discipline.isTimed() ? Reading::milliseconds : Reading::mebibytesPerSecond);
    }

    double cpu(String name) {
        return median(name, discipline.isTimed() ? Reading::cpuMilliseconds : Reading::cpuSecondsPerGibibyte);
    }

    /** {@return how many times as fast as the first; for what is timed, how many times as long} */
    double ratio(String name) {
        return wall(name) / wall(readings.keySet().iterator().next());
    }

    int rounds() {
        return readings.values().iterator().next().size();
    }

    private double median(String name, ToDoubleFunction<Reading> value) {
        double[] sorted = readings.getOrDefault(name, List.of()).stream()
                .mapToDouble(value)
                .sorted()
                .toArray();
        if (sorted.length == 0) {
            return Double.NaN;
        }
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
