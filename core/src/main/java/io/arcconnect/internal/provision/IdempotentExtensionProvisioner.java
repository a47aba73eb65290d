package io.arcconnect.internal.provision;

import io.arcconnect.model.ExtensionSpec;
import io.arcconnect.model.MachineId;
import io.arcconnect.model.ProvisionOutcome;
import io.arcconnect.spi.ArcConnectListener;
import io.arcconnect.spi.ExtensionProvisioner;
import io.arcconnect.spi.HybridComputeApi;
import java.time.Clock;
import java.time.Duration;
import reactor.core.publisher.Mono;

/**
 * Installs an extension where it is missing or differs, joins an installation that is under way, and otherwise writes
 * nothing. A failed extension is never deleted. Time is that of Reactor's parallel scheduler.
 */
public final class IdempotentExtensionProvisioner implements ExtensionProvisioner {

    private final HybridComputeApi compute;
    private final Duration deadline;
    private final Clock clock;
    private final ArcConnectListener listener;

    /**
     * Makes a provisioner.
     *
     * @param compute reads and writes
     * @param deadline after which {@code provisioning.pending} is raised
     * @param clock only says how long a machine has been disconnected
     * @param listener told at every look; must neither block nor throw
     */
    public IdempotentExtensionProvisioner(
            HybridComputeApi compute, Duration deadline, Clock clock, ArcConnectListener listener) {
        this.compute = compute;
        this.deadline = deadline;
        this.clock = clock;
        this.listener = listener;
    }

    @Override
    public Mono<ProvisionOutcome> ensure(MachineId machine, ExtensionSpec extension) {
        return Mono.defer(() -> {
            ProvisioningProgress progress = new ProvisioningProgress(machine, listener);
            return new Provisioning(compute, machine, extension, progress)
                    .run()
                    .timeout(
                            Mono.delay(deadline),
                            new ProvisioningDeadline(compute, machine, deadline, clock).passed(extension, progress));
        });
    }
}
