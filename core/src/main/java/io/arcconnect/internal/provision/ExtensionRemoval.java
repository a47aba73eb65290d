package io.arcconnect.internal.provision;

import io.arcconnect.error.ArcReason;
import io.arcconnect.error.Failure;
import io.arcconnect.error.ProvisioningException;
import io.arcconnect.error.Stage;
import io.arcconnect.model.MachineId;
import io.arcconnect.model.MachineState;
import io.arcconnect.spi.HybridComputeApi;
import java.time.Clock;
import java.time.Duration;
import reactor.core.publisher.Mono;

/**
 * Deletes extensions, and does not wait for ever: what is asked of a disconnected machine stays queued for up to 6 hours
 * (protocol.md 1.3). Time is that of Reactor's parallel scheduler.
 */
public final class ExtensionRemoval {

    private static final Duration LAST_QUESTION = Duration.ofSeconds(10);

    private final HybridComputeApi compute;
    private final Duration deadline;
    private final Clock clock;

    /**
     * Deletes.
     *
     * @param compute deletes and reads
     * @param deadline after which {@code provisioning.pending} is raised
     * @param clock only says how long a machine has been disconnected
     */
    public ExtensionRemoval(HybridComputeApi compute, Duration deadline, Clock clock) {
        this.compute = compute;
        this.deadline = deadline;
        this.clock = clock;
    }

    /**
     * Deletes an extension.
     *
     * @param machine whose
     * @param name which
     * @return completes when it is gone; {@code provisioning.pending} when it is not at the deadline
     */
    public Mono<Void> remove(MachineId machine, String name) {
        // A value for the time limit: a completion without one would look like silence to it.
        return Mono.defer(() -> compute.deleteExtension(machine, name))
                .thenReturn(machine)
                .timeout(Mono.delay(deadline), Mono.defer(() -> pending(machine, name)))
                .then();
    }

    private Mono<MachineId> pending(MachineId machine, String name) {
        return Mono.defer(() -> compute.getMachine(machine))
                .map(state -> describe(state))
                .timeout(LAST_QUESTION)
                .onErrorResume(unknown -> Mono.empty())
                .defaultIfEmpty("")
                .flatMap(status -> Mono.error(new ProvisioningException(Failure.of(
                                ArcReason.PROVISIONING_PENDING,
                                Stage.PROVISION,
                                "the removal of " + name + " is still queued after " + MachineWords.of(deadline)
                                        + status)
                        .on(machine))));
    }

    private String describe(MachineState state) {
        String status = MachineWords.status(state, clock);
        return status.isEmpty() ? "" : ": " + status;
    }
}
