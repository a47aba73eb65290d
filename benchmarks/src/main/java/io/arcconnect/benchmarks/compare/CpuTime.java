package io.arcconnect.benchmarks.compare;

import java.time.Duration;
import java.util.stream.Stream;

/** CPU seconds of processes that run, as the system counts them: in steps of 10 ms. */
final class CpuTime {

    private CpuTime() {}

    /** {@return user and system time of a process and of all that it has started and that still run} */
    static double of(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants())
                        .mapToLong(each -> each.info()
                                .totalCpuDuration()
                                .orElse(Duration.ZERO)
                                .toMillis())
                        .sum()
                / 1e3;
    }
}
