package io.arcconnect.ssh;

import io.arcconnect.ssh.internal.exec.Languages;
import java.util.List;
import java.util.Objects;

/**
 * A shell on the machine: how it reads a line, and how arguments are protected from it. A server gives every command to the
 * login shell of the user: on Unix what the account names, on Windows cmd, unless the registry's {@code DefaultShell} names
 * another.
 *
 * <p>Nothing here was run against Windows: the rules are the documented ones, and tests decode what they produce.
 */
public enum RemoteShell {
    /** sh, bash, dash, zsh, busybox and their like; not csh or fish. */
    POSIX,
    /** cmd.exe. */
    CMD,
    /** powershell.exe, version 5.1. */
    WINDOWS_POWERSHELL,
    /** pwsh, PowerShell 7 or newer, on any system. */
    PWSH;

    /**
     * Quotes one argument of a program, so that the program gets exactly this text.
     *
     * @param argument any text
     * @return what the shell must read
     * @throws IllegalArgumentException when the shell has no way to say it: NUL, and in cmd line ends
     */
    public String quote(String argument) {
        return Languages.of(this).quote(Objects.requireNonNull(argument, "argument"));
    }

    /**
     * Makes a line that runs a program with arguments. A command of PowerShell that is no program may see backslashes before
     * quotes.
     *
     * @param argv the program, then its arguments
     * @return what the shell must read
     * @throws IllegalArgumentException when empty; when the shell has no way to say an argument, among which are special
     *     characters for a batch file
     */
    public String join(List<String> argv) {
        if (argv.isEmpty()) {
            throw new IllegalArgumentException("a command must name a program");
        }
        return Languages.of(this).join(List.copyOf(argv));
    }
}
