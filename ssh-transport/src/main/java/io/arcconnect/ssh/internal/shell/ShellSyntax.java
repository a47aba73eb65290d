package io.arcconnect.ssh.internal.shell;

import java.util.List;
import java.util.stream.Collectors;

/** How one shell reads a line. Whatever it cannot express is an {@code IllegalArgumentException}. */
public interface ShellSyntax {

    /**
     * Quotes one argument of a program.
     *
     * @param argument any text
     * @return what the shell reads as exactly this argument
     */
    String quote(String argument);

    /**
     * Makes a line of a program and its arguments.
     *
     * @param argv the program first
     * @return the line
     */
    default String join(List<String> argv) {
        return argv.stream().map(this::quote).collect(Collectors.joining(" "));
    }

    /**
     * Puts something before a command.
     *
     * @param before what; not empty
     * @param command in this shell's language
     * @return both in this shell's language
     */
    String prepared(Preparation before, String command);

    /**
     * Makes the line that runs a script in this shell, with UTF-8 where the machine lets it.
     *
     * @param login how the shell reads that the line is given to
     * @param script in this shell's language
     * @return the line, and what it must read before all else
     */
    Launch launch(ShellSyntax login, String script);

    /**
     * Refuses what no command line can carry.
     *
     * @param text any
     * @return the same
     */
    static String withoutNul(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a command line cannot carry the character NUL");
        }
        return text;
    }
}
