package io.arcconnect.internal.plan;

import io.arcconnect.internal.provision.ExtensionRemoval;
import io.arcconnect.model.ConnectSpec;
import io.arcconnect.model.MachineId;
import io.arcconnect.model.Plan;
import io.arcconnect.model.Receipt;
import io.arcconnect.model.RelayCredentials;
import io.arcconnect.model.RelayService;
import io.arcconnect.model.Removal;
import io.arcconnect.spi.DuplexStream;
import io.arcconnect.spi.ExtensionProvisioner;
import io.arcconnect.spi.HybridComputeApi;
import io.arcconnect.spi.HybridConnectivityApi;
import io.arcconnect.spi.Reporter;
import io.arcconnect.spi.ResourceManagerApi;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiFunction;
import reactor.core.publisher.Mono;

/** Plans, applies and removes: the three verbs over one caller's ports. */
public final class ConnectPlanner {

    private final Observing observing;
    private final Applying applying;
    private final Removing removing;

    /**
     * What the planner works with.
     *
     * @param resources reads and writes the registration; empty where calls to Azure Resource Manager are replaced
     * @param compute reads machines, deletes extensions
     * @param connectivity reads and writes endpoint and service configuration
     * @param provisioner installs extensions
     * @param patient dials and waits for the agent within a budget
     * @param once dials without waiting
     * @param pollInterval between two looks at a registration
     * @param provisioningDeadline how long the removal of an extension is waited for
     * @param clock dates receipts
     * @param reporter told how {@code apply} goes on
     */
    public record Ports(
            Optional<ResourceManagerApi> resources,
            HybridComputeApi compute,
            HybridConnectivityApi connectivity,
            ExtensionProvisioner provisioner,
            BiFunction<RelayCredentials, RelayService, Mono<DuplexStream>> patient,
            BiFunction<RelayCredentials, RelayService, Mono<DuplexStream>> once,
            Duration pollInterval,
            Duration provisioningDeadline,
            Clock clock,
            Reporter reporter) {}

    /**
     * Makes a planner.
     *
     * @param ports what it works with
     */
    public ConnectPlanner(Ports ports) {
        SshCheck ssh = new SshCheck(ports.connectivity(), ports.patient(), ports.once(), ports.clock());
        ProviderRegistration registration = new ProviderRegistration(ports.resources(), ports.pollInterval());
        this.observing = new Observing(ports.compute(), ports.connectivity(), registration, ssh);
        this.applying = new Applying(
                observing,
                new Writes(ports.connectivity(), ports.provisioner(), registration),
                ssh,
                ports.clock(),
                ports.reporter());
        this.removing = new Removing(
                ports.compute(),
                new ExtensionRemoval(ports.compute(), ports.provisioningDeadline(), ports.clock()),
                ports.connectivity(),
                ports.reporter());
    }

    /**
     * Says what connecting would change. Writes nothing.
     *
     * @param machine which
     * @param spec how it should be reachable
     * @return the plan
     */
    public Mono<Plan> plan(MachineId machine, ConnectSpec spec) {
        return observing.of(machine, spec).map(observed -> Decisions.plan(spec, observed));
    }

    /**
     * Makes the changes of a plan that are still missing, and no others, and verifies that an SSH server answers.
     *
     * @param plan the consent
     * @return what was written; an error is a {@code ProvisioningException} with the receipt so far
     */
    public Mono<Receipt> apply(Plan plan) {
        return applying.apply(plan);
    }

    /**
     * Undoes what a receipt says was written.
     *
     * @param receipt of {@link #apply}
     * @return what was undone and what was not
     */
    public Mono<Removal> remove(Receipt receipt) {
        return removing.remove(receipt);
    }
}
