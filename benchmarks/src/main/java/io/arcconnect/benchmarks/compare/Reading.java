package io.arcconnect.benchmarks.compare;

/**
 * What one contestant took for one go.
 *
 * @param amount MiB, or how many times
 * @param wallSeconds how long
 * @param cpuSeconds CPU time of the client and whatever it started here, all threads, user and system
 */
record Reading(int amount, double wallSeconds, double cpuSeconds) {

    double mebibytesPerSecond() {
        return amount / wallSeconds;
    }

    double cpuSecondsPerGibibyte() {
        return cpuSeconds * 1024 / amount;
    }

    double milliseconds() {
        return wallSeconds * 1000 / amount;
    }

    double cpuMilliseconds() {
        return cpuSeconds * 1000 / amount;
    }
}
