package io.arcconnect;

import io.arcconnect.error.ArcReason;
import io.arcconnect.error.Failure;
import io.arcconnect.error.ProtocolException;
import io.arcconnect.error.Stage;
import io.arcconnect.model.MachineId;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** One subscriber's way through a fleet: who may begin, and what becomes of each. */
final class FleetRun<R> {

    private final Function<? super ArcMachine, Mono<R>> work;
    private final FleetOptions options;
    private final Scheduler scheduler;
    private final FleetReport report;
    private final Runnable requireOpen;
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicInteger canariesOut;
    private final Sinks.Empty<Void> canariesBack = Sinks.empty();
    private volatile boolean canaryFailed;

    FleetRun(
            Function<? super ArcMachine, Mono<R>> work,
            FleetOptions options,
            Scheduler scheduler,
            FleetReport report,
            Runnable requireOpen) {
        this.work = work;
        this.options = options;
        this.scheduler = scheduler;
        this.report = report;
        this.requireOpen = requireOpen;
        this.canariesOut = new AtomicInteger(options.canary().orElse(0));
    }

    /** Never errors. Machines are subscribed to in their order, so a canary never waits behind somebody who waits for it. */
    Mono<Outcome<R>> on(long index, ArcMachine machine) {
        if (options.canary().isEmpty()) {
            return begin(machine);
        }
        return index < options.canary().getAsInt()
                ? begin(machine).doOnNext(this::canaryIsBack)
                : canariesBack.asMono().publishOn(scheduler).onErrorComplete().then(begin(machine));
    }

    private void canaryIsBack(Outcome<R> outcome) {
        if (!outcome.isDone()) {
            canaryFailed = true;
        }
        if (canariesOut.decrementAndGet() == 0) {
            canariesBack.tryEmitEmpty();
        }
    }

    private Mono<Outcome<R>> begin(ArcMachine machine) {
        return Mono.defer(() -> {
            boolean isCanary = canariesOut.get() > 0;
            boolean enough = failures.get() >= options.stopAfter().orElse(Integer.MAX_VALUE);
            return enough || (canaryFailed && !isCanary) ? skip(machine.id()) : run(machine);
        });
    }

    private Mono<Outcome<R>> skip(MachineId id) {
        return Mono.<Outcome<R>>fromSupplier(() -> {
                    report.skipped(id);
                    return Outcome.skipped(id);
                })
                .subscribeOn(scheduler)
                .onErrorResume(RejectedExecutionException.class, closed -> Mono.just(Outcome.skipped(id)));
    }

    private Mono<Outcome<R>> run(ArcMachine machine) {
        MachineId id = machine.id();
        long start = now();
        report.began(id);
        Mono<R> asked = Mono.defer(() -> work.apply(machine)).subscribeOn(scheduler);
        return options.timeout()
                .map(limit -> asked.cancelOn(scheduler).timeout(limit, tooLate(id, limit)))
                .orElse(asked)
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .publishOn(scheduler)
                .onErrorMap(RejectedExecutionException.class, this::orClosed)
                .map(value -> Outcome.done(id, value, since(start)))
                .onErrorResume(error -> Mono.just(Outcome.failed(id, Exceptions.unwrap(error), since(start))))
                .doOnNext(this::count);
    }

    /** The threads end with the {@code ArcConnect}: whoever is refused one is told of that. */
    private Throwable orClosed(RejectedExecutionException refused) {
        try {
            requireOpen.run();
            return refused;
        } catch (IllegalStateException closed) {
            return closed;
        }
    }

    private void count(Outcome<R> outcome) {
        if (!outcome.isDone()) {
            failures.incrementAndGet();
        }
        report.ended(outcome);
    }

    private Mono<R> tooLate(MachineId id, Duration limit) {
        return Mono.error(() -> new ProtocolException(Failure.of(
                        ArcReason.OPERATION_TIMED_OUT,
                        Stage.SESSION,
                        "not done within " + limit.toMillis() + " ms, and given up; it may have done a part")
                .on(id)));
    }

    private static long now() {
        return Schedulers.parallel().now(TimeUnit.NANOSECONDS);
    }

    private static Duration since(long start) {
        return Duration.ofNanos(now() - start);
    }
}
