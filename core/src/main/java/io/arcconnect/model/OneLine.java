package io.arcconnect.model;

/** Texts that may come from the network, made fit for a terminal and a log: one line, no control characters, capped. */
final class OneLine {

    private static final int LONGEST = 600;

    private OneLine() {}

    /** Replaces control, format and line separating characters, which could move a cursor or reverse what is read. */
    static String of(String text) {
        String line = text.replaceAll("[\\p{Cc}\\p{Cf}\\u2028\\u2029]+", " ").strip();
        if (line.length() <= LONGEST) {
            return line;
        }
        int end = Character.isHighSurrogate(line.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        return line.substring(0, end) + "…";
    }
}
