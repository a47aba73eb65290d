package io.arcconnect.benchmarks.many;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What one command on so many machines cost.
 *
 * @param who by what
 * @param took each machine's time, ascending
 * @param seconds of all together
 * @param cpuSeconds of all together
 */
record FanOutStep(String who, List<Duration> took, double seconds, double cpuSeconds) {

    static final List<String> COLUMNS = List.of("", "machines", "machines/s", "p50 ms", "p99 ms", "client CPU ms each");

    int machines() {
        return took.size();
    }

    /** {@return CPU milliseconds for a machine} */
    double cpuEach() {
        return cpuSeconds * 1_000 / machines();
    }

    List<String> cells() {
        return List.of(
                who,
                String.valueOf(machines()),
                String.format(Locale.ROOT, "%.0f", machines() / seconds),
                String.valueOf(took.get(machines() / 2).toMillis()),
                String.valueOf(took.get(machines() * 99 / 100).toMillis()),
                String.format(Locale.ROOT, "%.1f", cpuEach()));
    }
}
