package io.arcconnect.internal.plan;

import io.arcconnect.model.PlannedChange;
import io.arcconnect.spi.Reporter;
import io.arcconnect.spi.event.ApplyEvent;
import io.arcconnect.spi.event.ApplyEvent.Phase;
import io.arcconnect.spi.event.Origin;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import reactor.core.scheduler.Schedulers;

/** Tells how one {@code apply} goes on, each time with the receipt so far. */
final class ApplyReport {

    /** A banner and a state come from the network, and events go into logs. */
    private static final Pattern LINE_BREAKS = Pattern.compile("[\\p{Cc}\\p{Cf}\\u2028\\u2029]+");

    private final Reporter reporter;
    private final Origin origin;
    private final Ledger ledger;
    private final long start = now();

    ApplyReport(Reporter reporter, Origin origin, Ledger ledger) {
        this.reporter = reporter;
        this.origin = origin;
        this.ledger = ledger;
    }

    Reporter reporter() {
        return reporter;
    }

    Origin origin() {
        return origin;
    }

    void tell(PlannedChange change, Phase phase, String detail) {
        tell(Optional.of(change), phase, detail);
    }

    void verification(Phase phase, String detail) {
        tell(Optional.empty(), phase, detail);
    }

    private void tell(Optional<PlannedChange> change, Phase phase, String detail) {
        Duration elapsed = Duration.ofMillis(now() - start);
        reporter.report(new ApplyEvent(
                origin, change, phase, LINE_BREAKS.matcher(detail).replaceAll(" "), ledger.receipt(), elapsed));
    }

    private static long now() {
        return Schedulers.parallel().now(TimeUnit.MILLISECONDS);
    }
}
