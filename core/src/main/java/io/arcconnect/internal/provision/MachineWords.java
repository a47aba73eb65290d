package io.arcconnect.internal.provision;

import io.arcconnect.model.MachineState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** What is said of a machine and of durations. Pure but for the clock. */
final class MachineWords {

    private MachineWords() {}

    /** Such as {@code the machine is Disconnected since 2026-11-22T07:00:00Z (3 hours)}; empty when there is no status. */
    static String status(MachineState state, Clock clock) {
        return state.status().isBlank()
                ? ""
                : "the machine is " + state.status()
                        + state.lastStatusChange()
                                .map(change -> since(change, clock))
                                .orElse("");
    }

    static String of(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds >= 172_800) {
            return seconds / 86_400 + " days";
        }
        if (seconds >= 7_200) {
            return seconds / 3_600 + " hours";
        }
        if (seconds >= 120) {
            return seconds / 60 + " minutes";
        }
        return seconds == 0 ? duration.toMillis() + " ms" : seconds + " seconds";
    }

    private static String since(Instant change, Clock clock) {
        Duration ago = Duration.between(change, clock.instant());
        return " since " + change + (ago.isNegative() ? "" : " (" + of(ago) + ")");
    }
}
