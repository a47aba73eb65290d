package io.arcconnect.cli.console;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How large a terminal's window is.
 *
 * @param columns width in characters
 * @param rows height in characters
 */
public record WindowSize(int columns, int rows) {

    /** What is said where nobody knows. */
    public static final WindowSize USUAL = new WindowSize(80, 24);

    private static final Pattern STTY = Pattern.compile("(\\d{1,5}) (\\d{1,5})");

    /** {@return the size that {@code stty size} tells, rows first; a terminal that knows none says 0 0} */
    static Optional<WindowSize> parse(String told) {
        Matcher matcher = STTY.matcher(told.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        WindowSize size = new WindowSize(Integer.parseInt(matcher.group(2)), Integer.parseInt(matcher.group(1)));
        return Optional.of(size).filter(WindowSize::isKnown);
    }

    private boolean isKnown() {
        return columns > 0 && rows > 0 && columns < 65_536 && rows < 65_536;
    }
}
