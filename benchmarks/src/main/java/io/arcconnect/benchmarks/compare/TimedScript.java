package io.arcconnect.benchmarks.compare;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * A line of bash and what the shell says that it took.
 *
 * @param output its standard output
 * @param wallSeconds from start to end
 * @param cpuSeconds of all processes that the shell has waited for
 */
record TimedScript(String output, double wallSeconds, double cpuSeconds) {

    static TimedScript run(String line) throws IOException, InterruptedException {
        return run(line, Bound.OF_A_GO);
    }

    static TimedScript run(String line, Duration limit) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        List.of("bash", "-c", "set -o pipefail; TIMEFORMAT='%3R %3U %3S'; time { " + line + "; }"))
                .start();
        Bound bound = Bound.of(limit, line, process);
        try {
            return taken(line, process);
        } finally {
            bound.lift();
        }
    }

    private static TimedScript taken(String line, Process process) throws IOException, InterruptedException {
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (process.waitFor() != 0) {
            throw new IOException(line + " failed: " + said);
        }
        String[] times = said.substring(said.lastIndexOf('\n') + 1).split(" ", -1);
        return new TimedScript(
                output, Double.parseDouble(times[0]), Double.parseDouble(times[1]) + Double.parseDouble(times[2]));
    }
}
