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
import java.time.Instant;
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
                .map(this::describe)
                .timeout(LAST_QUESTION)
                .onErrorResume(unknown -> Mono.empty())
                .defaultIfEmpty("")
                .flatMap(status -> Mono.error(new ProvisioningException(Failure.of(
                                ArcReason.PROVISIONING_PENDING,
                                Stage.PROVISION,
                                wanted.name() + " is still " + state + " after " + words(deadline) + status)
                        .with("state", state)
                        .on(machine))));
    }

    private ControlPlaneException unanswered() {
        return new ControlPlaneException(Failure.of(
                        ArcReason.ARM_UNAVAILABLE,
                        Stage.PROVISION,
                        "no answer from Azure Resource Manager within " + words(deadline) + "; nothing was written")
                .on(machine));
    }

    private String describe(MachineState state) {
        if (state.status().isBlank()) {
            return "";
        }
        return "; the machine is " + state.status()
                + state.lastStatusChange().map(this::since).orElse("");
    }

    private String since(Instant change) {
        Duration ago = Duration.between(change, clock.instant());
        return " since " + change + (ago.isNegative() ? "" : " (" + words(ago) + ")");
    }

    private static String words(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds >= 7_200) {
            return seconds / 3_600 + " hours";
        }
        if (seconds >= 120) {
            return seconds / 60 + " minutes";
        }
        return seconds == 0 ? duration.toMillis() + " ms" : seconds + " seconds";
    }
}
