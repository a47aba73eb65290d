package io.arcconnect.ssh.internal.shell;

/**
 * How a script is run.
 *
 * @param line for the login shell
 * @param input what the line reads from standard input before the script begins; empty when nothing
 */
public record Launch(String line, String input) {

    static Launch of(String line) {
        return new Launch(line, "");
    }
}
