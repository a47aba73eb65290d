package io.arcconnect.internal.runcommand;

import io.arcconnect.error.ArcConnectException;
import io.arcconnect.error.ControlPlaneException;
import io.arcconnect.model.MachineId;
import io.arcconnect.model.MachineState;
import io.arcconnect.model.RunCommandResult;
import io.arcconnect.model.RunCommandSpec;
import io.arcconnect.model.RunCommandState;
import io.arcconnect.spi.ActionReport;
import io.arcconnect.spi.HybridComputeApi;
import io.arcconnect.spi.Reporter;
import io.arcconnect.spi.RunCommandApi;
import io.arcconnect.spi.event.ActionOutcome;
import io.arcconnect.spi.event.CloseProblemEvent;
import io.arcconnect.spi.event.Origin;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ThreadLocalRandom;
import reactor.core.publisher.Mono;

/**
 * Runs scripts on machines through their agents, one run command for each, which is deleted afterwards whatever happened: one
 * that stays would be queued for hours on a machine that is not connected, and run when nobody waits any more. Time is that of
 * Reactor's parallel scheduler.
 */
public final class RunCommands {

    /** For deleting, and for what is only asked to explain a failure. */
    private static final Duration LAST_CALL = Duration.ofSeconds(10);

    private final HybridComputeApi compute;
    private final RunCommandApi api;
    private final Duration deadline;
    private final Reporter reporter;

    /**
     * Makes one.
     *
     * @param compute reads the machine
     * @param api runs and deletes
     * @param deadline after which {@code run_command.pending} is raised
     * @param reporter told of each script, and of a deletion that failed
     */
    public RunCommands(HybridComputeApi compute, RunCommandApi api, Duration deadline, Reporter reporter) {
        this.compute = compute;
        this.api = api;
        this.deadline = deadline;
        this.reporter = reporter;
    }

    /**
     * Runs a script. <b>Subscribing</b> does. <b>Cancel</b> deletes it, which stops it.
     *
     * @param machine where
     * @param spec the scripts
     * @return how the script ended, whatever its exit code; {@code run_command.failed}, {@code run_command.blocked},
     *     {@code run_command.pending}, or {@code arm.forbidden} with the role
     */
    public Mono<RunCommandResult> run(MachineId machine, RunCommandSpec spec) {
        return Mono.deferContextual(context -> {
            Origin origin = reporter.origin(machine, context);
            return Mono.defer(() -> compute.getMachine(machine))
                    .flatMap(state -> state.isExpired()
                            ? Mono.error(RunCommandFailures.expired(state))
                            : reported(state, spec, origin));
        });
    }

    private Mono<RunCommandResult> reported(MachineState machine, RunCommandSpec spec, Origin origin) {
        String script = machine.isWindows() ? spec.windows() : spec.linux();
        ActionReport report = ActionReport.running(reporter, origin, "run_command", Optional.empty(), script);
        return executed(machine, script, spec.timeout(), origin)
                .doOnSuccess(result -> {
                    report.received(
                            result.output().length() + (long) result.error().length());
                    report.ended(ActionOutcome.exited(OptionalInt.of(result.exitCode()), Optional.empty()));
                })
                .doOnError(error -> report.ended(ActionOutcome.failed(error)))
                .doOnCancel(() -> report.ended(ActionOutcome.cancelled()));
    }

    private Mono<RunCommandResult> executed(MachineState machine, String script, Duration timeout, Origin origin) {
        Mono<RunCommandState> end = Mono.usingWhen(
                Mono.fromSupplier(RunCommands::name),
                name -> api.putRunCommand(machine.id(), name, machine.location(), script, timeout)
                        .timeout(Mono.delay(deadline), Mono.error(() -> RunCommandFailures.pending(machine, deadline))),
                name -> delete(machine.id(), name, origin),
                (name, error) ->
                        RunCommandFailures.isRefusal(error) ? Mono.empty() : delete(machine.id(), name, origin),
                name -> delete(machine.id(), name, origin));
        return end.flatMap(state -> state.exitCode().isPresent()
                        ? Mono.just(new RunCommandResult(state.exitCode().getAsInt(), state.output(), state.error()))
                        : Mono.<RunCommandResult>error(RunCommandFailures.failed(machine, state, timeout)))
                .onErrorResume(ControlPlaneException.class, error -> explained(error, machine));
    }

    /** Nobody else's; it need not be hard to guess. */
    private static String name() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return "arcconnect-" + Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong());
    }

    private Mono<Void> delete(MachineId machine, String name, Origin origin) {
        return Mono.defer(() -> api.deleteRunCommand(machine, name))
                .timeout(LAST_CALL)
                .onErrorResume(problem -> {
                    reporter.report(new CloseProblemEvent(origin, problem));
                    return Mono.empty();
                });
    }

    /** Asks the machine, once it failed: what is known of the agent's configuration is as old as the last heartbeat. */
    private Mono<RunCommandResult> explained(ControlPlaneException error, MachineState before) {
        if (!RunCommandFailures.isWorthExplaining(error)) {
            return Mono.error(error);
        }
        return Mono.defer(() -> compute.getMachine(before.id()))
                .timeout(LAST_CALL)
                .onErrorReturn(before)
                .flatMap(now -> Mono.error((ArcConnectException) RunCommandFailures.explain(error, now)));
    }
}
