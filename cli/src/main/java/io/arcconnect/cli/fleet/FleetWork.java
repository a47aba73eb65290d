package io.arcconnect.cli.fleet;

import io.arcconnect.ArcMachine;
import io.arcconnect.error.ArcReason;
import io.arcconnect.error.Failure;
import io.arcconnect.error.ProtocolException;
import io.arcconnect.error.Stage;
import io.arcconnect.model.MachineId;
import io.arcconnect.ssh.Exec;
import io.arcconnect.ssh.ExecResult;
import io.arcconnect.ssh.Ssh;
import java.time.Duration;
import java.util.Optional;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * What is done on each machine.
 *
 * @param ssh how to log in
 * @param command what to run
 * @param timeout for all of it: a command that overruns it is ended on the machine, and its output until then is kept
 * @param board where it shows
 */
record FleetWork(Ssh ssh, Exec command, Optional<Duration> timeout, FleetBoard board) {

    private static final Duration AT_LEAST = Duration.ofMillis(1);

    Mono<ExecResult> on(ArcMachine machine) {
        MachineId id = machine.id();
        return Mono.defer(() -> {
            board.connecting(id);
            Mono<ExecResult> done = machine.use(ssh, session -> {
                board.running(id);
                return session.exec(limited(id)).map(ExecResult::orThrow);
            });
            return timeout.map(limit -> done.timeout(notReached(id, limit), tooLate(id, limit)))
                    .orElse(done);
        });
    }

    private Exec limited(MachineId id) {
        LastLine seen = board.output(id);
        Exec watched = command.watch(seen::accept, seen::accept);
        return timeout.map(limit -> limit.minus(board.since(id)))
                .map(left -> watched.timeout(left.compareTo(AT_LEAST) < 0 ? AT_LEAST : left))
                .orElse(watched);
    }

    /** Once the command runs, its own limit ends it. */
    private Mono<Long> notReached(MachineId id, Duration limit) {
        return Mono.delay(limit, Schedulers.boundedElastic())
                .filter(now -> !board.isRunning(id))
                .switchIfEmpty(Mono.never());
    }

    private static Mono<ExecResult> tooLate(MachineId id, Duration limit) {
        return Mono.error(() -> new ProtocolException(Failure.of(
                        ArcReason.OPERATION_TIMED_OUT,
                        Stage.SESSION,
                        "not reached within " + limit.toMillis() + " ms; the command was not begun")
                .on(id)));
    }
}
