package io.arcconnect;

import io.arcconnect.spi.Reporter;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Machines from a source, and what to do with them. */
record DefaultFleet(
        Publisher<? extends ArcMachine> machines,
        FleetOptions options,
        Scheduler scheduler,
        Reporter reporter,
        Runnable requireOpen)
        implements Fleet {

    private DefaultFleet with(FleetOptions changed) {
        return new DefaultFleet(machines, changed, scheduler, reporter, requireOpen);
    }

    @Override
    public Fleet concurrency(int atATime) {
        return with(options.withConcurrency(atATime));
    }

    @Override
    public Fleet timeout(Duration perMachine) {
        return with(options.withTimeout(perMachine));
    }

    @Override
    public Fleet inOrder() {
        return with(options.ordered());
    }

    @Override
    public Fleet stopAfter(int failures) {
        return with(options.withStopAfter(failures));
    }

    @Override
    public Fleet canary(int first) {
        return with(options.withCanary(first));
    }

    @Override
    public <R> Flux<Outcome<R>> each(Function<? super ArcMachine, Mono<R>> work) {
        Objects.requireNonNull(work, "work");
        return Flux.deferContextual(context -> {
            requireOpen.run();
            FleetReport report = new FleetReport(reporter, context);
            FleetRun<R> run = new FleetRun<>(work, options, scheduler, report, requireOpen);
            Flux<ArcMachine> source = endingOn(scheduler, Flux.from(machines));
            Flux<Outcome<R>> outcomes = options.inOrder()
                    ? source.index()
                            .flatMapSequentialDelayError(
                                    next -> run.on(next.getT1(), next.getT2()), options.concurrency(), 1)
                    : source.index()
                            .flatMapDelayError(next -> run.on(next.getT1(), next.getT2()), options.concurrency(), 1);
            return outcomes.doOnSubscribe(subscribed -> report.begun())
                    .doOnTerminate(report::ended)
                    .doOnCancel(report::cancelled);
        });
    }

    /** Whoever hears the end tells outcomes that wait, and a source's own thread may be one that must not block. */
    private static Flux<ArcMachine> endingOn(Scheduler scheduler, Flux<ArcMachine> source) {
        Mono<ArcMachine> hop = Mono.<ArcMachine>fromRunnable(() -> {})
                .subscribeOn(scheduler)
                .onErrorComplete(RejectedExecutionException.class);
        return source.concatWith(hop).onErrorResume(failed -> hop.then(Mono.error(failed)));
    }

    /** {@return the options; a fleet does not know its machines before somebody subscribes} */
    @Override
    public String toString() {
        return "Fleet" + options.toString().substring("FleetOptions".length());
    }
}
