package io.arcconnect.benchmarks;

import java.util.List;

/**
 * One transfer.
 *
 * @param mebibytes how much
 * @param wallSeconds how long
 * @param cpuSeconds CPU time of the client alone, all its threads, user and system
 */
record Sample(int mebibytes, double wallSeconds, double cpuSeconds) {

    double mebibytesPerSecond() {
        return mebibytes / wallSeconds;
    }

    double cpuSecondsPerGibibyte() {
        return cpuSeconds * 1024 / mebibytes;
    }

    static double medianSpeed(List<Sample> samples) {
        return median(samples.stream().map(Sample::mebibytesPerSecond).toList());
    }

    static double medianCpu(List<Sample> samples) {
        return median(samples.stream().map(Sample::cpuSecondsPerGibibyte).toList());
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
