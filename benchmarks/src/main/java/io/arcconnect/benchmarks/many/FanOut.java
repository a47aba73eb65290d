package io.arcconnect.benchmarks.many;

import io.arcconnect.ArcConnect;
import io.arcconnect.ArcMachine;
import io.arcconnect.Outcome;
import io.arcconnect.ssh.ExecResult;
import io.arcconnect.ssh.Ssh;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** One command on many machines: by a fleet in this process through the relay, and by a process of {@code ssh} for each. */
final class FanOut {

    private static final Duration LIMIT = Duration.ofMinutes(20);
    static final int WARM_UP = 300;

    private final int atOnce;

    FanOut(int atOnce) {
        this.atOnce = atOnce;
    }

    void header() {
        System.out.printf(
                Locale.ROOT,
                "%n| `true`, %d at a time | machines | machines/s | p50 ms | p99 ms | client CPU ms each |%n"
                        + "| --- | --- | --- | --- | --- | --- |%n",
                atOnce);
    }

    void fleet(Site site, ArcConnect arc, Ssh ssh, List<Integer> sizes) {
        run(site.machines(arc, WARM_UP), arc, ssh);
        for (int size : sizes) {
            List<ArcMachine> machines = site.machines(arc, size);
            double cpu = Footprint.cpuSeconds();
            long begun = System.nanoTime();
            List<Duration> took = run(machines, arc, ssh);
            print("fleet", took, System.nanoTime() - begun, Footprint.cpuSeconds() - cpu);
        }
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

    void ssh(SshProcess command, List<Integer> sizes) throws IOException {
        // Of its own, because the usual one has fewer threads than processes run at a time.
        Scheduler waiting = Schedulers.newBoundedElastic(atOnce, Integer.MAX_VALUE, "ssh");
        for (int size : sizes) {
            double cpu = SshProcess.cpuSecondsOfChildren();
            long begun = System.nanoTime();
            List<Duration> took = Flux.range(0, size)
                    .flatMap(number -> Mono.fromCallable(command::run).subscribeOn(waiting), atOnce)
                    .collectList()
                    .blockOptional(LIMIT)
                    .orElseThrow();
            print("ssh, direct", took, System.nanoTime() - begun, SshProcess.cpuSecondsOfChildren() - cpu);
        }
        waiting.dispose();
    }

    private static void print(String who, List<Duration> took, long nanos, double cpu) {
        List<Duration> sorted = took.stream().sorted().toList();
        System.out.printf(
                Locale.ROOT,
                "| %s | %d | %.0f | %d | %d | %.1f |%n",
                who,
                sorted.size(),
                sorted.size() / (nanos / 1e9),
                sorted.get(sorted.size() / 2).toMillis(),
                sorted.get(sorted.size() * 99 / 100).toMillis(),
                cpu * 1_000 / sorted.size());
    }
}
