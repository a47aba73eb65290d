package io.arcconnect.cli.openssh;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a text file that belongs to this command, between two lines that say so; the rest is somebody else's. Pure.
 *
 * @param owner what tells it from other parts of ours, on one line
 */
record ManagedText(String owner) {

    ManagedText {
        ClientSystem.oneLine(owner);
    }

    /**
     * Puts a new text in place of the part, or at the end where there is none.
     *
     * @param whole the file
     * @param part the new text; empty takes the part away
     * @return the file as it is to be
     * @throws IllegalArgumentException when the part begins and has no end
     */
    String replaceIn(String whole, String part) {
        Matcher begin = line(begin()).matcher(whole);
        String framed = part.isEmpty() ? "" : begin() + "\n" + part + end() + "\n";
        if (!begin.find()) {
            String gap = whole.isEmpty() || whole.endsWith("\n") ? "" : "\n";
            return framed.isEmpty() ? whole : whole + gap + framed;
        }
        Matcher end = line(end()).matcher(whole);
        if (!end.find(begin.end())) {
            throw new IllegalArgumentException("a line is missing after \"" + begin() + "\": \"" + end() + '"');
        }
        return whole.substring(0, begin.start()) + framed + whole.substring(end.end());
    }

    private String begin() {
        return "# BEGIN arcconnect ssh-config " + owner;
    }

    private String end() {
        return "# END arcconnect ssh-config " + owner;
    }

    private static Pattern line(String text) {
        return Pattern.compile("(?m)^" + Pattern.quote(text) + "[ \\t\\r]*(\\n|\\z)");
    }
}
