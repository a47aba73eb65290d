package io.arcconnect.spi;

import io.arcconnect.model.ExtensionSpec;
import io.arcconnect.model.ExtensionState;
import io.arcconnect.model.MachineId;
import io.arcconnect.model.MachineScope;
import io.arcconnect.model.MachineState;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The calls of {@code Microsoft.HybridCompute} that discovery and provisioning need (protocol.md 1). No logic beyond following the
 * service's own long-running operations. All fail with {@code ControlPlaneException} or {@code ProvisioningException}.
 */
public interface HybridComputeApi {

    /**
     * {@code GET} the machine.
     *
     * @param machine which
     * @return its state; {@code arm.machine_not_found} when there is none
     */
    Mono<MachineState> getMachine(MachineId machine);

    /**
     * {@code GET machines} of a subscription or resource group, page after page. A page is asked for when the one before it
     * has been taken: whoever takes a few machines pays for a few pages.
     *
     * @param scope where
     * @return the {@code Microsoft.HybridCompute/machines}, possibly none
     */
    Flux<MachineState> listMachines(MachineScope scope);

    /**
     * {@code GET extensions}, all pages.
     *
     * @param machine whose
     * @return the extensions, possibly none
     */
    Flux<ExtensionState> listExtensions(MachineId machine);

    /**
     * {@code GET extensions/{name}}.
     *
     * @param machine whose
     * @param name which
     * @return its state; empty when it is not there
     */
    Mono<ExtensionState> getExtension(MachineId machine, String name);

    /**
     * {@code PUT extensions/{name}} and follow the operation to its end, however the service wants it followed
     * (protocol.md 1.3).
     *
     * <p><b>Items:</b> the state after each look, the last one final and {@code Succeeded}. <b>Error:</b>
     * {@code provisioning.extension_failed} or {@code provisioning.canceled} with the service's message. <b>Cancel</b>
     * stops looking. There is no deadline here.
     *
     * @param machine whose
     * @param extension what
     * @param location the machine's own region
     * @return progress, then the result
     */
    Flux<ExtensionState> putExtension(MachineId machine, ExtensionSpec extension, String location);

    /**
     * {@code DELETE extensions/{name}} and follow the operation to its end (protocol.md 1.3). Deleting what is not there
     * is no error.
     *
     * @param machine whose
     * @param name which
     * @return completes when it is gone; {@code provisioning.extension_failed} with the service's message otherwise
     */
    Mono<Void> deleteExtension(MachineId machine, String name);
}
