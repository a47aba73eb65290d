package io.arcconnect.cli.fleet;

import io.arcconnect.Fleet;
import io.arcconnect.cli.options.DurationText;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How many machines at a time, and how carefully. */
final class FleetPace {

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            defaultValue = "16",
            description = "how many machines at a time (default: ${DEFAULT-VALUE})")
    int concurrency = 16;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            converter = DurationText.class,
            description = "how long each machine may take, from reaching it to the end of the command, such as 90s or"
                    + " 5m; then the command is ended there")
    @Nullable
    Duration timeout;

    @Option(
            names = "--canary",
            paramLabel = "N",
            description = "the first N machines alone; when one of them fails, the rest is skipped")
    @Nullable
    Integer canary;

    @Option(names = "--stop-after", paramLabel = "N", description = "after N failures begin no further machine")
    @Nullable
    Integer stopAfter;

    @Option(names = "--in-order", description = "tell results in the order of the machines, not as they come")
    boolean inOrder;

    Optional<Duration> timeout() {
        return Optional.ofNullable(timeout);
    }

    /** @throws IllegalArgumentException when a number is out of range */
    Fleet on(Fleet fleet) {
        Fleet paced = fleet.concurrency(concurrency);
        paced = canary == null ? paced : paced.canary(canary);
        paced = stopAfter == null ? paced : paced.stopAfter(stopAfter);
        return inOrder ? paced.inOrder() : paced;
    }
}
