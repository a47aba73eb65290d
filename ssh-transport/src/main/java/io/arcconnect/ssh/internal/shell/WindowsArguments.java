package io.arcconnect.ssh.internal.shell;

/**
 * One command line for a Windows program, which splits it itself. Microsoft, "Parsing C command-line arguments" (documented):
 * backslashes mean themselves unless a quote follows; then two of them mean one, and one before the quote a quote.
 */
final class WindowsArguments {

    private WindowsArguments() {}

    /** {@return the argument between quotes} */
    static String quoted(String argument) {
        return '"' + escaped(argument, true) + '"';
    }

    /**
     * Escapes quotes, and the backslashes before them.
     *
     * @param argument any
     * @param beforeQuote whether a quote follows the argument
     * @return the escaped argument
     */
    static String escaped(String argument, boolean beforeQuote) {
        StringBuilder escaped = new StringBuilder();
        int backslashes = 0;
        for (int i = 0; i < argument.length(); i++) {
            char c = argument.charAt(i);
            if (c == '\\') {
                backslashes++;
            } else {
                if (c == '"') {
                    escaped.append("\\".repeat(backslashes + 1));
                }
                backslashes = 0;
            }
            escaped.append(c);
        }
        return beforeQuote ? escaped.append("\\".repeat(backslashes)).toString() : escaped.toString();
    }
}
