package io.arcconnect.benchmarks.many;

import io.arcconnect.ArcConnect;
import io.arcconnect.ArcMachine;
import io.arcconnect.Outcome;
import io.arcconnect.ssh.ExecResult;
import io.arcconnect.ssh.Ssh;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** One command on many machines: by a fleet in this process through the relay, and by a process of {@code ssh} for each. */
final class FanOut {

    private static final Duration LIMIT = Duration.ofMinutes(20);
    static final int WARM_UP = 300;
    static final String FLEET = "fleet";

    private final int atOnce;

    FanOut(int atOnce) {
        this.atOnce = atOnce;
    }

    /** Sizes in their order, each by a fleet in this process. */
    List<FanOutStep> fleet(Site site, ArcConnect arc, Ssh ssh, List<Integer> sizes) {
        run(site.machines(arc, WARM_UP), arc, ssh);
        List<FanOutStep> steps = new ArrayList<>();
        for (int size : sizes) {
            List<ArcMachine> machines = site.machines(arc, size);
            double cpu = Footprint.cpuSeconds();
            long begun = System.nanoTime();
            List<Duration> took = run(machines, arc, ssh);
            steps.add(step(FLEET, took, System.nanoTime() - begun, Footprint.cpuSeconds() - cpu));
        }
        return steps;
    }

    private List<Duration> run(List<ArcMachine> machines, ArcConnect arc, Ssh ssh) {
        List<Outcome<ExecResult>> outcomes = arc.fleet(machines)
                .concurrency(atOnce)
                .use(ssh, session -> session.exec("true"))
                .collectList()
                .blockOptional(LIMIT)
                .orElseThrow();
        outcomes.stream()
                .flatMap(outcome -> outcome.failure().stream())
                .findAny()
                .ifPresent(failure -> {
                    throw new IllegalStateException("a machine failed", failure);
                });
        return outcomes.stream().map(Outcome::took).toList();
    }

    /** Sizes in their order, each machine by a process of ssh. */
    List<FanOutStep> ssh(SshProcess command, List<Integer> sizes) throws IOException {
        // Of its own, because the usual one has fewer threads than processes run at a time.
        Scheduler waiting = Schedulers.newBoundedElastic(atOnce, Integer.MAX_VALUE, "ssh");
        List<FanOutStep> steps = new ArrayList<>();
        try {
            for (int size : sizes) {
                double cpu = SshProcess.cpuSecondsOfChildren();
                long begun = System.nanoTime();
                List<Duration> took = Flux.range(0, size)
                        .flatMap(number -> Mono.fromCallable(command::run).subscribeOn(waiting), atOnce)
                        .collectList()
                        .blockOptional(LIMIT)
                        .orElseThrow();
                steps.add(
                        step("ssh, direct", took, System.nanoTime() - begun, SshProcess.cpuSecondsOfChildren() - cpu));
            }
        } finally {
            waiting.dispose();
        }
        return steps;
    }

    private static FanOutStep step(String who, List<Duration> took, long nanos, double cpu) {
        FanOutStep step = new FanOutStep(who, took.stream().sorted().toList(), nanos / 1e9, cpu);
        System.err.println(String.join(" | ", step.cells()));
        return step;
    }
}
