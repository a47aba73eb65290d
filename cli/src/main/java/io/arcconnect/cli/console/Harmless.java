package io.arcconnect.cli.console;

import java.util.regex.Pattern;

/**
 * Texts from machines and from Azure, made fit for a person's terminal: nothing in them moves the cursor, changes colours,
 * asks the terminal for an answer or turns the direction of reading.
 *
 * <p>Escape sequences (ECMA-48) are left out, because without their beginning they would be noise. Every other control
 * character is shown as {@code \x07}, and what changes the direction of reading as {@code \u202e}. Other characters that
 * have no picture of their own are left out.
 */
public final class Harmless {

    /** CSI with its parameters; OSC, DCS, SOS, PM and APC up to their end, or that of the line; two-character ones. */
    private static final Pattern SEQUENCES = Pattern.compile("(?:\\x1b\\[|\\x9b)[0-?]*[ -/]*[@-~]"
            + "|(?:\\x1b[\\]PX^_]|[\\x9d\\x90\\x98\\x9e\\x9f])[^\\x07\\x1b\\x9c\\r\\n]*+(?:\\x07|\\x1b\\\\|\\x9c|)"
            + "|\\x1b[ -/]*[0-~]");

    private static final int TAB = 8;

    private Harmless() {}

    /**
     * Makes one line of a text, as a cell of a table has it.
     *
     * @param text any
     * @return the text, with a space where it had line ends or tabs
     */
    public static String line(String text) {
        return cleaned(text.strip().replaceAll("[\\t\\r\\n\\x0b\\f\\x85\\u2028\\u2029]+", " "));
    }

    /**
     * Cleans one line of output. Tabs become spaces up to the next eighth column, as a terminal would show them; a carriage
     * return begins the line anew, as with a progress bar, so that its last state is what is seen.
     *
     * @param line without its line end
     * @return what it shows
     */
    public static String output(String line) {
        String text = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
        return withoutTabs(cleaned(text.substring(text.lastIndexOf('\r') + 1)));
    }

    private static String cleaned(String text) {
        String visible = text.indexOf('\u001b') < 0 && !hasC1(text)
                ? text
                : SEQUENCES.matcher(text).replaceAll("");
        StringBuilder clean = new StringBuilder(visible.length());
        visible.codePoints().forEach(point -> append(clean, point));
        return clean.toString();
    }

    private static boolean hasC1(String text) {
        return text.chars().anyMatch(c -> c >= 0x80 && c < 0xa0);
    }

    private static void append(StringBuilder clean, int point) {
        if (point == '\t') {
            clean.append('\t');
            return;
        }
        switch (Character.getType(point)) {
            case Character.CONTROL -> clean.append("\\x").append(hex(point, 2));
            case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                clean.append("\\u").append(hex(point, 4));
            case Character.FORMAT -> {
                if (turnsDirection(point)) {
                    clean.append("\\u").append(hex(point, 4));
                }
            }
            case Character.SURROGATE -> clean.append('\ufffd');
            default -> clean.appendCodePoint(point);
        }
    }

    /** UAX #9, sections 2.1 to 2.6. */
    private static boolean turnsDirection(int point) {
        return point == 0x061c
                || point == 0x200e
                || point == 0x200f
                || (point >= 0x202a && point <= 0x202e)
                || (point >= 0x2066 && point <= 0x2069);
    }

    private static String hex(int point, int digits) {
        String hex = Integer.toHexString(point);
        return "0".repeat(Math.max(0, digits - hex.length())) + hex;
    }

    private static String withoutTabs(String line) {
        StringBuilder wide = new StringBuilder();
        int column = 0;
        int from = 0;
        for (int tab = line.indexOf('\t'); tab >= 0; tab = line.indexOf('\t', from)) {
            String text = line.substring(from, tab);
            column += Cells.of(text);
            int gap = TAB - column % TAB;
            column += gap;
            wide.append(text).append(" ".repeat(gap));
            from = tab + 1;
        }
        return wide.append(line, from, line.length()).toString();
    }
}
