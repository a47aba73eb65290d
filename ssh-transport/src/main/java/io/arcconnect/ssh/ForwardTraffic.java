package io.arcconnect.ssh;

import io.arcconnect.spi.DuplexStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** The connections of one forward: how many there may be, how long they may be silent, and what they carry. */
final class ForwardTraffic {

    /** So many looks make up the silence that is allowed. */
    private static final int LOOKS = 4;

    private final ForwardOptions options;
    private final ForwardReport report;
    private final Scheduler scheduler;
    private final boolean comesFromMachine;
    private final AtomicInteger open = new AtomicInteger();
    private final LongAdder served = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder received = new LongAdder();
    private final LongAdder sent = new LongAdder();

    /** The flag says on which side connections are accepted. */
    ForwardTraffic(ForwardOptions options, ForwardReport report, Scheduler scheduler, boolean comesFromMachine) {
        this.options = options;
        this.report = report;
        this.scheduler = scheduler;
        this.comesFromMachine = comesFromMachine;
    }

    /** Serves an accepted connection, unless there are too many. Closing it is left to whoever accepted it. */
    Mono<Void> serve(DuplexStream accepted, Function<DuplexStream, Mono<Void>> work) {
        return Mono.defer(() -> {
            if (open.incrementAndGet() > options.maxConnections()) {
                open.decrementAndGet();
                refused.increment();
                return Mono.error(report.tooMany(options.maxConnections()));
            }
            served.increment();
            LongAdder activity = new LongAdder();
            Mono<Void> serving = Mono.defer(() -> work.apply(new CountedStream(
                    accepted, bytes -> count(received, activity, bytes), bytes -> count(sent, activity, bytes))));
            return options.idle()
                    .map(limit -> serving.takeUntilOther(silence(limit, activity)))
                    .orElse(serving)
                    .doOnError(error -> {
                        failed.increment();
                        report.failed(error);
                    })
                    .doFinally(end -> open.decrementAndGet());
        });
    }

    ForwardCounts counts() {
        return new ForwardCounts(
                open.get(),
                served.sum(),
                refused.sum(),
                failed.sum(),
                (comesFromMachine ? sent : received).sum(),
                (comesFromMachine ? received : sent).sum());
    }

    private static void count(LongAdder total, LongAdder activity, long bytes) {
        total.add(bytes);
        activity.add(bytes);
    }

    /** Completes when nothing was counted for so long, or up to a quarter longer. */
    private Mono<Void> silence(Duration limit, LongAdder activity) {
        return Flux.interval(limit.dividedBy(LOOKS))
                .onBackpressureDrop()
                .map(tick -> activity.sum())
                .scan(new Quiet(-1, 0), Quiet::after)
                .filter(quiet -> quiet.looks >= LOOKS)
                .next()
                .publishOn(scheduler)
                .then();
    }

    private record Quiet(long bytes, int looks) {

        Quiet after(long now) {
            return now == bytes ? new Quiet(now, looks + 1) : new Quiet(now, 0);
        }
    }
}
