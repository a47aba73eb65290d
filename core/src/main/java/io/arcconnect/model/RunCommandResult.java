package io.arcconnect.model;

/**
 * What a script left behind that a machine's agent has run.
 *
 * @param exitCode of the script
 * @param output its last 4,096 bytes at most (protocol.md 1.4)
 * @param error likewise
 */
public record RunCommandResult(int exitCode, String output, String error) {

    /** {@return the exit code and the sizes, not the output, which may be secret} */
    @Override
    public String toString() {
        return "RunCommandResult[exitCode=" + exitCode + ", output=" + output.length() + " characters, error="
                + error.length() + " characters]";
    }
}
