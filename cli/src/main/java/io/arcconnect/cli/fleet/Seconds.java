package io.arcconnect.cli.fleet;

import java.time.Duration;
import java.util.Locale;

/** How long something took, for people. */
final class Seconds {

    private Seconds() {}

    /** {@return such as {@code 0.3 s} or {@code 12:05 min}} */
    static String of(Duration time) {
        return time.compareTo(Duration.ofMinutes(2)) < 0
                ? String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0)
                : String.format(Locale.ROOT, "%d:%02d min", time.toMinutes(), time.toSecondsPart());
    }
}
