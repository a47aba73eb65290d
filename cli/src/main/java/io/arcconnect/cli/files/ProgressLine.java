package io.arcconnect.cli.files;

import io.arcconnect.cli.console.Cells;
import io.arcconnect.cli.console.Harmless;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * How far a file is, in one line of a terminal: name, percent, bytes, rate and time left.
 *
 * @param name of the file
 * @param bytes that are there
 * @param size in the end, where that is known
 * @param perSecond how fast it is now; 0 while that is not known, or nothing moves
 */
record ProgressLine(String name, long bytes, OptionalLong size, double perSecond) {

    private static final int LEAST_NAME = 12;
    private static final long LONGEST = Duration.ofHours(100).toSeconds();

    /** Fits the line into a terminal: facts that do not fit beside a bit of the name are left out, the last first. */
    String fitted(int columns) {
        List<String> facts = facts();
        while (facts.size() > 1 && width(facts) + LEAST_NAME > columns) {
            facts.remove(facts.size() - 1);
        }
        int left = Math.max(1, columns - width(facts));
        String line = Cells.pad(Cells.fit(Harmless.line(name), left), left) + String.join("", facts);
        return Cells.fit(line, columns);
    }

    private static int width(List<String> facts) {
        return facts.stream().mapToInt(String::length).sum();
    }

    private List<String> facts() {
        String percent = size.isPresent() ? percent(size.getAsLong()) + "%" : "";
        String pace = perSecond >= 1 ? Quantity.bytes((long) perSecond) + "/s" : "-";
        List<String> facts = new ArrayList<>();
        facts.add(String.format(Locale.ROOT, "%6s", percent));
        facts.add(String.format(Locale.ROOT, "%12s", Quantity.bytes(bytes)));
        facts.add(String.format(Locale.ROOT, "%14s", pace));
        facts.add(String.format(Locale.ROOT, "%10s", timeLeft()));
        return facts;
    }

    private long percent(long all) {
        return all == 0 ? 100 : Math.min(100, (long) (100.0 * (double) bytes / (double) all));
    }

    private String timeLeft() {
        long missing = Math.max(0, size.orElse(0) - bytes);
        if (size.isEmpty() || (missing > 0 && perSecond < 1)) {
            return "--:--";
        }
        double seconds = missing == 0 ? 0 : (double) missing / perSecond;
        return seconds < LONGEST ? Quantity.time(Duration.ofSeconds((long) Math.ceil(seconds))) : "--:--";
    }
}
