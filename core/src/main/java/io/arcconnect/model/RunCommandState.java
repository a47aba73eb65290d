package io.arcconnect.model;

import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What Azure Resource Manager shows of a run command (protocol.md 1.4).
 *
 * @param provisioningState {@code Succeeded}, {@code Failed}, {@code Canceled}, or anything else while it is under way
 * @param executionState {@code Pending}, {@code Running}, {@code Succeeded}, {@code Failed}, {@code TimedOut}, …; empty when
 *     it is not told
 * @param message in the agent's words, possibly empty
 * @param exitCode of the script, where it has ended by itself
 * @param output the end of what it wrote
 * @param error the end of what it complained
 */
public record RunCommandState(
        String provisioningState,
        String executionState,
        String message,
        OptionalInt exitCode,
        String output,
        String error) {

    private static final Set<String> TERMINAL = Set.of("succeeded", "failed", "canceled");

    /** {@return whether nothing more will happen} */
    public boolean isTerminal() {
        return TERMINAL.contains(provisioningState.toLowerCase(Locale.ROOT));
    }

    /** {@return the states, not the output, which may be secret} */
    @Override
    public String toString() {
        return "RunCommandState[" + provisioningState + ", " + executionState + "]";
    }
}
