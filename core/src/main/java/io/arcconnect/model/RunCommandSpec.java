package io.arcconnect.model;

import java.time.Duration;
import java.util.Objects;

/**
 * A script for a machine's agent to run, see {@code Microsoft.HybridCompute/machines/runCommands} (protocol.md 1.4). The agent
 * runs it with all rights: as root on Linux, as SYSTEM on Windows.
 *
 * @param linux for the shell, on machines that are not Windows
 * @param windows for PowerShell, on Windows
 * @param timeout how long the script may run there; 1 second to 90 minutes
 */
public record RunCommandSpec(String linux, String windows, Duration timeout) {

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(90);

    /** Checks the range. */
    public RunCommandSpec {
        Objects.requireNonNull(linux, "linux");
        Objects.requireNonNull(windows, "windows");
        if (timeout.compareTo(SHORTEST) < 0 || timeout.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("timeout must be 1 second to 90 minutes, got " + timeout);
        }
    }

    /**
     * A script for either system.
     *
     * @param linux for the shell
     * @param windows for PowerShell
     * @return the scripts, which may run for 2 minutes
     */
    public static RunCommandSpec of(String linux, String windows) {
        return new RunCommandSpec(linux, windows, Duration.ofMinutes(2));
    }

    /** {@return the timeout; scripts may have secrets in them} */
    @Override
    public String toString() {
        return "RunCommandSpec[timeout=" + timeout + "]";
    }
}
