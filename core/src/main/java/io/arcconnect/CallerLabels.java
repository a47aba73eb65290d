package io.arcconnect;

import java.util.Objects;
import java.util.regex.Pattern;

/** What a caller may be called: it goes into logs, one line each. */
final class CallerLabels {

    private static final Pattern LABEL = Pattern.compile("[^\\p{Cntrl}\\u2028\\u2029]{1,200}");

    private CallerLabels() {}

    static String require(String label) {
        if (!LABEL.matcher(Objects.requireNonNull(label, "label")).matches() || label.isBlank()) {
            throw new IllegalArgumentException("a label has 1 to 200 characters, no line breaks and is not blank");
        }
        return label;
    }
}
