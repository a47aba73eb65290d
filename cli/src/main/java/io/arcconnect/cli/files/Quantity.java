package io.arcconnect.cli.files;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Numbers as people read them. */
public final class Quantity {

    private static final List<String> UNITS = List.of("KiB", "MiB", "GiB", "TiB", "PiB");

    private Quantity() {}

    /** {@return such as {@code 512 B} or {@code 12.3 MiB}} */
    public static String bytes(long count) {
        if (count < 1024) {
            return count + " B";
        }
        double scaled = (double) count;
        int unit = -1;
        // What would be shown as 1024.0 is one of the next unit.
        while (scaled >= 1023.95 && unit < UNITS.size() - 1) {
            scaled /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %s", scaled, UNITS.get(Math.max(0, unit)));
    }

    /** {@return such as {@code 00:42} or {@code 1:02:03}} */
    public static String time(Duration time) {
        long seconds = time.toSeconds();
        return seconds < 3600
                ? String.format(Locale.ROOT, "%02d:%02d", seconds / 60, seconds % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
}
