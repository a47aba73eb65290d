package io.arcconnect.internal.provision;

import io.arcconnect.error.ArcReason;
import io.arcconnect.error.ControlPlaneException;
import io.arcconnect.error.Failure;
import io.arcconnect.error.ProvisioningException;
import io.arcconnect.error.Stage;
import io.arcconnect.model.ExtensionSpec;
import io.arcconnect.model.ExtensionState;
import io.arcconnect.model.MachineId;
import io.arcconnect.model.MachineState;
import io.arcconnect.spi.HybridComputeApi;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** What is said when the deadline passes: a request to a disconnected machine stays queued (protocol.md 1.3, 9). */
final class ProvisioningDeadline {

    /** For the last question about the machine, so that the deadline stays one. */
    private static final Duration LAST_QUESTION = Duration.ofSeconds(10);

    private final HybridComputeApi compute;
    private final MachineId machine;
    private final Duration deadline;
    private final Clock clock;

    ProvisioningDeadline(HybridComputeApi compute, MachineId machine, Duration deadline, Clock clock) {
        this.compute = compute;
        this.machine = machine;
        this.deadline = deadline;
        this.clock = clock;
    }

    <T> Mono<T> passed(ExtensionSpec wanted, ProvisioningProgress progress) {
        return Mono.defer(() -> progress.isUnderWay() ? pending(wanted, progress) : Mono.error(unanswered()));
    }

    private <T> Mono<T> pending(ExtensionSpec wanted, ProvisioningProgress progress) {
        String state = progress.latest().map(ExtensionState::provisioningState).orElse("unanswered");
        return Mono.defer(() -> compute.getMachine(machine))
                .map(Optional::of)
                .timeout(LAST_QUESTION)
                .onErrorResume(unknown -> Mono.empty())
                .defaultIfEmpty(Optional.empty())
                .flatMap(told -> Mono.error(
                        new ProvisioningException(told.map(machineState -> pending(wanted, state, machineState))
                                .orElseGet(() -> pending(wanted, state, ""))
                                .with("state", state)
                                .on(machine))));
    }

    /** A disconnected machine is the reason; of any other, what blocks extensions there is worth knowing. */
    private Failure pending(ExtensionSpec wanted, String state, MachineState told) {
        String status = MachineWords.status(told, clock);
        if (!status.isEmpty() && !told.isConnected()) {
            return Failure.of(
                            ArcReason.PROVISIONING_PENDING,
                            Stage.PROVISION,
                            wanted.name() + " is still queued (" + state + " after " + MachineWords.of(deadline) + "): "
                                    + status)
                    .with("status", told.status())
                    .with("lastStatusChange", told.lastStatusChange().orElse(null));
        }
        Optional<String> block = told.agentConfiguration().blocks(wanted);
        String blocked = block.map(why -> "; its agent's configuration forbids it (" + why + ")")
                .orElse("");
        Failure failure = pending(wanted, state, (status.isEmpty() ? "" : "; " + status) + blocked);
        return block.isPresent() ? ExtensionFailures.withConfiguration(failure, told.agentConfiguration()) : failure;
    }

    private Failure pending(ExtensionSpec wanted, String state, String more) {
        return Failure.of(
                ArcReason.PROVISIONING_PENDING,
                Stage.PROVISION,
                wanted.name() + " is still " + state + " after " + MachineWords.of(deadline) + more);
    }

    private ControlPlaneException unanswered() {
        return new ControlPlaneException(Failure.of(
                        ArcReason.ARM_UNAVAILABLE,
                        Stage.PROVISION,
                        "no answer from Azure Resource Manager within " + MachineWords.of(deadline)
                                + "; nothing was written")
                .on(machine));
    }
}
