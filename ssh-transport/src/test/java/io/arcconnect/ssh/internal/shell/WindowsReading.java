package io.arcconnect.ssh.internal.shell;

import java.util.ArrayList;
import java.util.List;

/**
 * How Windows reads a line, written from Microsoft's documentation and not from the code under test: cmd, PowerShell's literals,
 * the command line that 5.1 makes of arguments, and the one that a program splits.
 */
final class WindowsReading {

    private WindowsReading() {}

    /** What cmd hands to a program: carets taken away outside of quotes. Fails where a character would have had a meaning. */
    static String cmd(String line) {
        StringBuilder read = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '^' && !quoted) {
                i++;
                read.append(line.charAt(i));
            } else if (c == '"') {
                quoted = !quoted;
                read.append(c);
            } else if (c == '%' || !quoted && "&|<>()!".indexOf(c) >= 0) {
                throw new AssertionError("cmd reads " + c + " at " + i + " of " + line);
            } else {
                read.append(c);
            }
        }
        return read.toString();
    }

    /** "Parsing C command-line arguments". */
    static List<String> argv(String line) {
        List<String> argv = new ArrayList<>();
        int i = 0;
        while (i < line.length()) {
            if (line.charAt(i) == ' ' || line.charAt(i) == '\t') {
                i++;
                continue;
            }
            StringBuilder argument = new StringBuilder();
            boolean quoted = false;
            while (i < line.length() && (quoted || line.charAt(i) != ' ' && line.charAt(i) != '\t')) {
                int backslashes = 0;
                while (i < line.length() && line.charAt(i) == '\\') {
                    backslashes++;
                    i++;
                }
                if (i < line.length() && line.charAt(i) == '"') {
                    argument.append("\\".repeat(backslashes / 2));
                    if (backslashes % 2 == 1) {
                        argument.append('"');
                    } else if (quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                        argument.append('"');
                        i++;
                    } else {
                        quoted = !quoted;
                    }
                    i++;
                } else {
                    argument.append("\\".repeat(backslashes));
                    if (i < line.length() && (quoted || line.charAt(i) != ' ' && line.charAt(i) != '\t')) {
                        argument.append(line.charAt(i));
                        i++;
                    }
                }
            }
            argv.add(argument.toString());
        }
        return argv;
    }

    /** PowerShell's words between blanks, each a literal. */
    static List<String> literals(String line) {
        List<String> words = new ArrayList<>();
        int i = 0;
        while (i < line.length()) {
            if (line.charAt(i) == ' ') {
                i++;
                continue;
            }
            if (!isQuote(line.charAt(i))) {
                throw new AssertionError("PowerShell reads " + line.substring(i));
            }
            StringBuilder word = new StringBuilder();
            i++;
            while (!isQuote(line.charAt(i)) || i + 1 < line.length() && isQuote(line.charAt(i + 1))) {
                if (isQuote(line.charAt(i))) {
                    i++;
                }
                word.append(line.charAt(i));
                i++;
            }
            i++;
            words.add(word.toString());
        }
        return words;
    }

    private static boolean isQuote(char c) {
        return "'\u2018\u2019\u201a\u201b".indexOf(c) >= 0;
    }

    /** What 5.1 makes of a program's arguments: empty ones left out, those with blanks between quotes, nothing escaped. */
    static String lineOfFiveOne(List<String> arguments) {
        StringBuilder line = new StringBuilder();
        for (String argument : arguments) {
            if (!argument.isEmpty()) {
                boolean quoted = argument.chars().anyMatch(Character::isWhitespace);
                line.append(' ').append(quoted ? '"' + argument + '"' : argument);
            }
        }
        return line.toString();
    }
}
