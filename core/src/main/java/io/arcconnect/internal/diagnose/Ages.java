package io.arcconnect.internal.diagnose;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How long ago something was, in words. */
final class Ages {

    private Ages() {}

    static Optional<String> ago(Optional<Instant> moment, Clock clock) {
        return moment.map(then -> Duration.between(then, clock.instant()))
                .filter(age -> !age.isNegative())
                .map(Ages::words);
    }

    private static String words(Duration age) {
        if (age.toDays() >= 2) {
            return age.toDays() + " days";
        }
        if (age.toHours() >= 2) {
            return age.toHours() + " hours";
        }
        return age.toMinutes() >= 2 ? age.toMinutes() + " minutes" : age.toSeconds() + " seconds";
    }
}
