package io.arcconnect.cli.fleet;

import io.arcconnect.ArcConnect;
import io.arcconnect.Fleet;
import io.arcconnect.cli.console.ExitCodes;
import io.arcconnect.cli.console.Surroundings;
import io.arcconnect.model.MachineId;
import io.arcconnect.ssh.Exec;
import io.arcconnect.ssh.Ssh;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A command on its way through a fleet, told as it goes.
 *
 * @param around the process
 * @param json whether to tell it as JSON
 * @param ssh how to log in
 * @param command what to run
 * @param timeout for each machine
 * @param pace how many at a time, and how carefully
 */
record FleetRun(
        Surroundings around,
        boolean json,
        Ssh ssh,
        Exec command,
        Optional<Duration> timeout,
        UnaryOperator<Fleet> pace) {

    /** {@return the exit status: 0 when all were done, 1 when some were not, 255 when no command has run anywhere} */
    Mono<Integer> on(ArcConnect arc, List<MachineId> machines, AskedOnce person) {
        return Mono.usingWhen(
                Mono.fromSupplier(() -> report(machines, person)),
                report -> run(arc, machines, report),
                report -> Mono.fromRunnable(report::close),
                (report, error) -> Mono.fromRunnable(report::close),
                report -> Mono.fromRunnable(report::cancelled));
    }

    private FleetReport report(List<MachineId> machines, AskedOnce person) {
        FleetReport report = new FleetReport(around, json, new FleetBoard(machines));
        person.above(report.live());
        return report;
    }

    private Mono<Integer> run(ArcConnect arc, List<MachineId> machines, FleetReport report) {
        FleetWork work = new FleetWork(ssh, command, timeout, report.board());
        return pace.apply(arc.fleet(Flux.fromIterable(machines).map(arc::machine)))
                .each(work::on)
                .map(outcome -> {
                    report.ended(Ended.of(outcome));
                    return outcome;
                })
                .then(Mono.fromSupplier(() -> report.end(ExitCodes.FAILED)));
    }
}
