package io.arcconnect.cli.openssh;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How words are written into {@code ssh_config(5)} on an operating system, so that OpenSSH there reads them back as they
 * were. What cannot be written that way is refused, never changed.
 */
public enum ClientSystem {
    /** Linux, macOS: {@code ProxyCommand} goes through the user's shell. */
    POSIX("[A-Za-z0-9_@+=:,./-]+") {
        @Override
        String fileText(Path file) {
            // Older and newer releases read a backslash differently.
            return refused(file.toString(), '\\', "a backslash");
        }

        @Override
        String quoted(String word) {
            return "'" + word.replace("'", "'\\''") + "'";
        }
    },

    /** Windows: {@code ProxyCommand} is started without a shell, but a {@code .cmd} file is read by cmd. */
    WINDOWS("[A-Za-z0-9_@+=:,./\\\\-]+") {
        @Override
        String fileText(Path file) {
            return file.toString().replace('\\', '/');
        }

        @Override
        String quoted(String word) {
            refused(word, '"', "a quote");
            refused(word, '%', "a percent sign, which cmd would read as a variable");
            String end = word.endsWith("\\") ? "\\" : "";
            return '"' + word + end + '"';
        }
    };

    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}|[\\u0085\\u2028\\u2029]");

    private final Pattern plain;

    ClientSystem(String plain) {
        this.plain = Pattern.compile(plain);
    }

    /** {@return the one that this process runs on} */
    public static ClientSystem ofThisComputer() {
        return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows") ? WINDOWS : POSIX;
    }

    /**
     * Writes a file's path for options such as {@code IdentityFile}, which know {@code %} and <code>${…}</code>.
     *
     * @throws IllegalArgumentException when ssh would read another path
     */
    String file(Path file) {
        String text = oneLine(fileText(file.toAbsolutePath().normalize()));
        refused(text, '"', "a quote");
        if (text.contains("${")) {
            throw new IllegalArgumentException("ssh reads ${…} as a variable: " + text);
        }
        return '"' + text.replace("%", "%%") + '"';
    }

    /**
     * Writes a command line for {@code ProxyCommand}, which knows {@code %}.
     *
     * @throws IllegalArgumentException when a word would be read as another
     */
    String command(List<String> words) {
        return words.stream()
                .map(ClientSystem::oneLine)
                .map(word -> plain.matcher(word).matches() ? word : quoted(word))
                .collect(Collectors.joining(" "))
                .replace("%", "%%");
    }

    abstract String fileText(Path file);

    abstract String quoted(String word);

    /** Whatever the words are, a line stays one line. */
    static String oneLine(String text) {
        if (CONTROL.matcher(text).find()) {
            throw new IllegalArgumentException("a control character cannot stand in ssh's configuration: \""
                    + CONTROL.matcher(text).replaceAll("?") + '"');
        }
        return text;
    }

    private static String refused(String text, char forbidden, String named) {
        if (text.indexOf(forbidden) >= 0) {
            throw new IllegalArgumentException(named + " cannot stand in ssh's configuration: " + text);
        }
        return text;
    }
}
