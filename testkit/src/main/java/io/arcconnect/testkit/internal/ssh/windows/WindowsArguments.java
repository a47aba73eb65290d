package io.arcconnect.testkit.internal.ssh.windows;

import java.util.ArrayList;
import java.util.List;

/** How a program splits its command line ({@code CommandLineToArgvW}, documented). */
final class WindowsArguments {

    private final String line;
    private final StringBuilder argument = new StringBuilder();
    private int at;

    private WindowsArguments(String line) {
        this.line = line;
    }

    static List<String> of(String line) {
        return new WindowsArguments(line).all();
    }

    private List<String> all() {
        List<String> all = new ArrayList<>();
        while (at < line.length()) {
            if (isBlank()) {
                at++;
            } else {
                all.add(next());
            }
        }
        return all;
    }

    private String next() {
        argument.setLength(0);
        boolean quoted = false;
        while (at < line.length() && (quoted || !isBlank())) {
            int backslashes = 0;
            while (at < line.length() && line.charAt(at) == '\\') {
                backslashes++;
                at++;
            }
            if (at < line.length() && line.charAt(at) == '"') {
                argument.append("\\".repeat(backslashes / 2));
                if (backslashes % 2 == 1) {
                    argument.append('"');
                } else {
                    quoted = !quoted;
                }
                at++;
            } else {
                argument.append("\\".repeat(backslashes));
                if (at < line.length() && (quoted || !isBlank())) {
                    argument.append(line.charAt(at));
                    at++;
                }
            }
        }
        return argument.toString();
    }

    private boolean isBlank() {
        return line.charAt(at) == ' ' || line.charAt(at) == '\t';
    }
}
