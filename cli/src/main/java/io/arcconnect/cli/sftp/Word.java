package io.arcconnect.cli.sftp;

/**
 * A word of a line.
 *
 * @param text what it says
 * @param pattern the same with a backslash before wildcards that were quoted and mean themselves
 * @param isPattern whether it has wildcards that were not
 */
record Word(String text, String pattern, boolean isPattern) {

    private static final String WILD = "*?[\\";

    /** {@return a text in which wildcards mean themselves} */
    static String escaped(String text) {
        StringBuilder pattern = new StringBuilder();
        for (int at = 0; at < text.length(); at++) {
            char character = text.charAt(at);
            if (WILD.indexOf(character) >= 0) {
                pattern.append('\\');
            }
            pattern.append(character);
        }
        return pattern.toString();
    }

    static boolean isWild(char character) {
        return character == '*' || character == '?' || character == '[';
    }
}
