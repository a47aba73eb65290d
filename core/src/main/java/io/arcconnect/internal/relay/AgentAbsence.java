package io.arcconnect.internal.relay;

import io.arcconnect.error.ArcConnectException;
import io.arcconnect.error.ArcReason;
import io.arcconnect.error.ControlPlaneException;
import io.arcconnect.error.Failure;
import io.arcconnect.error.RelayException;
import io.arcconnect.model.AgentVersion;
import io.arcconnect.model.MachineId;
import io.arcconnect.model.MachineState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * Why no agent came, once waiting for it was in vain: what Azure Resource Manager knows of the machine (protocol.md 9, rows
 * 15, 33 and 34). Nothing of it is asked before, because a machine's status may be half an hour old.
 */
public final class AgentAbsence {

    private static final Duration LAST_QUESTION = Duration.ofSeconds(10);

    private final Function<MachineId, Mono<MachineState>> machines;

    /**
     * Explains.
     *
     * @param machines reads what is known of one
     */
    public AgentAbsence(Function<MachineId, Mono<MachineState>> machines) {
        this.machines = machines;
    }

    /**
     * Adds what is known to an error.
     *
     * @param machine whose agent did not come
     * @param error what the relay said last
     * @return the same error with more facts, {@code arm.machine_expired} for a machine that has expired, or the error as it
     *     is when the machine cannot be read within 10 seconds
     */
    public Mono<ArcConnectException> explain(MachineId machine, RelayException error) {
        return Mono.defer(() -> machines.apply(machine))
                .map(state -> explained(state, error))
                .timeout(LAST_QUESTION)
                .onErrorReturn(error)
                .defaultIfEmpty(error);
    }

    private static ArcConnectException explained(MachineState state, RelayException error) {
        Failure old = error.failure();
        if (state.isExpired()) {
            Failure expired = Failure.of(
                            ArcReason.ARM_MACHINE_EXPIRED,
                            old.stage(),
                            "the machine has been without a heartbeat for so long that it expired, and " + old.detail())
                    .on(state.id())
                    .causedBy(error);
            return new ControlPlaneException(withStatus(expired, state));
        }
        String detail = old.detail() + String.join("", hints(state));
        Failure told = old.as(old.reason(), detail);
        return new RelayException(withStatus(told, state)
                .with("agentVersion", state.agentVersion().orElse(null))
                .with("privateLinkScope", state.privateLinkScope().orElse(null)));
    }

    private static Failure withStatus(Failure failure, MachineState state) {
        return failure.with("status", state.status())
                .with("lastStatusChange", state.lastStatusChange().orElse(null));
    }

    private static List<String> hints(MachineState state) {
        List<String> hints = new ArrayList<>();
        if (!state.status().isBlank() && !state.isConnected()) {
            hints.add("; the machine is " + state.status()
                    + state.lastStatusChange().map(change -> " since " + change).orElse(""));
        }
        state.agent()
                .filter(version -> !version.isSupported())
                .ifPresent(version -> hints.add("; its agent " + version + " is older than " + AgentVersion.MINIMUM));
        state.privateLinkScope()
                .ifPresent(scope ->
                        hints.add("; it belongs to an Arc private link scope, over which SSH is not supported"));
        return hints;
    }
}
