package io.arcconnect.internal.limit;

import io.arcconnect.error.ArcReason;
import io.arcconnect.error.Failure;
import io.arcconnect.error.RelayException;
import io.arcconnect.error.Stage;
import io.arcconnect.model.ConnectionLimits;
import io.arcconnect.model.MachineId;
import io.arcconnect.spi.AsyncCloseable;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Keeps to {@link ConnectionLimits}: first a place for the machine, then one among all. */
public final class ConnectionGates {

    private final ConnectionLimits limits;
    private final Optional<Gate> total;
    private final Map<String, Shared> machines = new ConcurrentHashMap<>();

    /** A machine's gate, which is forgotten when nobody is at it. */
    private record Shared(Gate gate, int users) {
        Shared withUsers(int more) {
            return new Shared(gate, users + more);
        }
    }

    /**
     * Opens the gates.
     *
     * @param limits how many may pass
     */
    public ConnectionGates(ConnectionLimits limits) {
        this.limits = limits;
        this.total =
                limits.total().isPresent() ? Optional.of(new Gate(limits.total().getAsInt())) : Optional.empty();
    }

    /**
     * Dials when there is room, and keeps the place until the connection ends.
     *
     * @param machine to which
     * @param scheduler where a dial that had to wait begins
     * @param dial opens the connection
     * @param <T> the connection
     * @return the connection; {@code connection.limit_reached} when there was no room in time
     */
    public <T extends AsyncCloseable> Mono<T> through(MachineId machine, Scheduler scheduler, Mono<T> dial) {
        if (total.isEmpty() && limits.perMachine().isEmpty()) {
            return dial;
        }
        return Mono.defer(() -> {
            Passage passage = new Passage(total);
            limits.perMachine().ifPresent(most -> passage.first(machine(machine.key(), most), () -> left(machine)));
            Mono<Void> turn = passage.isThrough()
                    ? Mono.empty()
                    : passage.through()
                            .timeout(limits.longestWait(), Mono.error(() -> reached(machine)))
                            .publishOn(scheduler);
            return turn.then(dial)
                    .doOnSuccess(passage::until)
                    .doOnError(error -> passage.leave())
                    .doOnCancel(passage::cancelled);
        });
    }

    private Gate machine(String key, int most) {
        Shared shared = machines.compute(
                key, (same, known) -> known == null ? new Shared(new Gate(most), 1) : known.withUsers(1));
        return shared.gate;
    }

    private void left(MachineId machine) {
        machines.computeIfPresent(machine.key(), (key, known) -> known.users == 1 ? null : known.withUsers(-1));
    }

    private RelayException reached(MachineId machine) {
        String most = limits.perMachine().isPresent() ? limits.perMachine().getAsInt() + " to the machine" : "";
        String all = limits.total().isPresent() ? limits.total().getAsInt() + " in all" : "";
        return new RelayException(Failure.of(
                        ArcReason.CONNECTION_LIMIT_REACHED,
                        Stage.DIAL,
                        "no connection of those allowed (" + most + (most.isEmpty() || all.isEmpty() ? "" : ", ") + all
                                + ") ended within " + limits.longestWait().toMillis() + " ms")
                .on(machine));
    }
}
