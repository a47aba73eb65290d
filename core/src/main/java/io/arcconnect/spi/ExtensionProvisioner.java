package io.arcconnect.spi;

import io.arcconnect.model.ExtensionSpec;
import io.arcconnect.model.MachineId;
import io.arcconnect.model.ProvisionOutcome;
import reactor.core.publisher.Mono;

/** Brings an extension to the wanted state. */
@FunctionalInterface
public interface ExtensionProvisioner {

    /**
     * Installs the extension unless it is there, and waits until the service says that it is done.
     *
     * <p><b>Subscribing</b> asks and, where needed, writes. <b>Error:</b> {@code ProvisioningException} when the service
     * says it failed, was cancelled, or is still queued at the deadline; {@code ControlPlaneException} otherwise.
     * <b>Cancel</b> stops waiting; the service goes on.
     *
     * @param machine where
     * @param extension what
     * @return the outcome
     */
    Mono<ProvisionOutcome> ensure(MachineId machine, ExtensionSpec extension);
}
