package io.arcconnect;

import io.arcconnect.model.MachineId;
import io.arcconnect.spi.Reporter;
import io.arcconnect.spi.event.FleetEvent;
import io.arcconnect.spi.event.FleetEvent.Step;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.scheduler.Schedulers;
import reactor.util.context.ContextView;

/** Counts what becomes of a fleet, and tells. */
final class FleetReport {

    private final Reporter reporter;
    private final ContextView context;
    private final String id = Long.toHexString(ThreadLocalRandom.current().nextLong());
    private final long start = now();
    private final AtomicLong begun = new AtomicLong();
    private final AtomicLong done = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong skipped = new AtomicLong();

    FleetReport(Reporter reporter, ContextView context) {
        this.reporter = reporter;
        this.context = context;
    }

    void begun() {
        tell(Optional.empty(), Step.BEGUN, Duration.ZERO, Optional.empty());
    }

    void began(MachineId machine) {
        begun.incrementAndGet();
        tell(Optional.of(machine), Step.MACHINE_BEGUN, Duration.ZERO, Optional.empty());
    }

    void ended(Outcome<?> outcome) {
        (outcome.isDone() ? done : failed).incrementAndGet();
        tell(
                Optional.of(outcome.machine()),
                outcome.isDone() ? Step.MACHINE_DONE : Step.MACHINE_FAILED,
                outcome.took(),
                outcome.code());
    }

    void skipped(MachineId machine) {
        skipped.incrementAndGet();
        tell(Optional.of(machine), Step.MACHINE_SKIPPED, Duration.ZERO, Optional.empty());
    }

    void ended() {
        tell(Optional.empty(), Step.ENDED, Duration.ofNanos(now() - start), Optional.empty());
    }

    void cancelled() {
        tell(Optional.empty(), Step.CANCELLED, Duration.ofNanos(now() - start), Optional.empty());
    }

    private void tell(Optional<MachineId> machine, Step step, Duration took, Optional<String> reason) {
        reporter.report(new FleetEvent(
                reporter.origin(machine, context),
                id,
                step,
                begun.get(),
                done.get(),
                failed.get(),
                skipped.get(),
                took,
                reason));
    }

    private static long now() {
        return Schedulers.parallel().now(TimeUnit.NANOSECONDS);
    }
}
