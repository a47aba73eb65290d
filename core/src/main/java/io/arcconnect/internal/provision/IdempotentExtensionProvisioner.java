package io.arcconnect.internal.provision;

import io.arcconnect.model.ExtensionSpec;
import io.arcconnect.model.MachineId;
import io.arcconnect.model.ProvisionOutcome;
import io.arcconnect.spi.ExtensionProvisioner;
import io.arcconnect.spi.HybridComputeApi;
import io.arcconnect.spi.Reporter;
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
    private final Reporter reporter;

    /**
     * Makes a provisioner.
     *
     * @param compute reads and writes
     * @param deadline after which {@code provisioning.pending} is raised
     * @param clock only says how long a machine has been disconnected
     * @param reporter told at every look
     */
    public IdempotentExtensionProvisioner(HybridComputeApi compute, Duration deadline, Clock clock, Reporter reporter) {
        this.compute = compute;
        this.deadline = deadline;
        this.clock = clock;
        this.reporter = reporter;
    }

    @Override
    public Mono<ProvisionOutcome> ensure(MachineId machine, ExtensionSpec extension) {
        return Mono.deferContextual(context -> {
            ProvisioningProgress progress = new ProvisioningProgress(reporter.origin(machine, context), reporter);
            return new Provisioning(compute, machine, extension, progress)
                    .run()
                    .timeout(
                            Mono.delay(deadline),
                            new ProvisioningDeadline(compute, machine, deadline, clock).passed(extension, progress));
        });
    }
}
