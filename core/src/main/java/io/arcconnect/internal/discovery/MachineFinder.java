package io.arcconnect.internal.discovery;

import io.arcconnect.error.ArcReason;
import io.arcconnect.error.ControlPlaneException;
import io.arcconnect.error.Failure;
import io.arcconnect.error.Stage;
import io.arcconnect.model.AzureResource;
import io.arcconnect.model.MachineId;
import io.arcconnect.spi.ResourceManagerApi;
import java.util.List;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/**
 * Finds the one machine of a name among the types that an Arc agent serves (protocol.md 7.2). A virtual machine of
 * {@code Microsoft.Compute} is none of them: it is named where nothing else has the name.
 */
public final class MachineFinder {

    private final ResourceManagerApi resources;

    /**
     * Finds.
     *
     * @param resources lists
     */
    public MachineFinder(ResourceManagerApi resources) {
        this.resources = resources;
    }

    /**
     * Finds a machine.
     *
     * @param asked where, and which name; its type does not matter
     * @return its id as it really is; {@code arm.machine_not_found} when there is none, {@code arm.machine_ambiguous} when
     *     there are several, each with what was found
     */
    public Mono<MachineId> find(MachineId asked) {
        return Mono.defer(() -> resources
                        .findResources(asked.subscriptionId(), asked.resourceGroup(), asked.name())
                        .collectList())
                .map(found -> {
                    List<MachineId> machines = found.stream()
                            .flatMap(resource -> resource.machine().stream())
                            .distinct()
                            .toList();
                    if (machines.size() == 1) {
                        return machines.get(0);
                    }
                    throw machines.isEmpty() ? none(asked, found) : several(asked, machines);
                });
    }

    private static ControlPlaneException none(MachineId asked, List<AzureResource> found) {
        String others = found.stream().map(AzureResource::type).distinct().collect(Collectors.joining(", "));
        String instead =
                others.isEmpty() ? "" : "; of that name there is only " + others + ", which no Arc agent serves";
        return new ControlPlaneException(Failure.of(
                        ArcReason.ARM_MACHINE_NOT_FOUND,
                        Stage.CONTROL_PLANE,
                        "resource group " + asked.resourceGroup() + " has no Arc machine of that name" + instead)
                .with("found", others)
                .on(asked));
    }

    private static ControlPlaneException several(MachineId asked, List<MachineId> machines) {
        String types = machines.stream().map(MachineId::resourceType).distinct().collect(Collectors.joining(", "));
        return new ControlPlaneException(Failure.of(
                        ArcReason.ARM_MACHINE_AMBIGUOUS,
                        Stage.CONTROL_PLANE,
                        "resource group " + asked.resourceGroup() + " has " + machines.size() + " machines named "
                                + asked.name() + ": " + types)
                .with("found", types));
    }
}
