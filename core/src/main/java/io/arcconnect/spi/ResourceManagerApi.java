package io.arcconnect.spi;

import io.arcconnect.model.AzureResource;
import io.arcconnect.model.ProviderState;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The calls of Azure Resource Manager itself: what is registered in a subscription, and what a resource group holds
 * (protocol.md 7.2, 8.2). No logic, no retry beyond the pipeline's. All fail with {@code ControlPlaneException}.
 */
public interface ResourceManagerApi {

    /**
     * {@code GET providers/{namespace}}.
     *
     * @param subscriptionId a GUID
     * @param namespace such as {@code Microsoft.HybridConnectivity}
     * @return its state
     */
    Mono<ProviderState> getProvider(String subscriptionId, String namespace);

    /**
     * {@code POST providers/{namespace}/register}. It takes the service 2 to 5 minutes after that; {@link #getProvider}
     * tells. Registering what is registered changes nothing.
     *
     * @param subscriptionId a GUID
     * @param namespace such as {@code Microsoft.HybridConnectivity}
     * @return its state as the answer has it, mostly {@code Registering}
     */
    Mono<ProviderState> registerProvider(String subscriptionId, String namespace);

    /**
     * {@code GET resourceGroups/{group}/resources} with a filter on the name, all pages.
     *
     * @param subscriptionId a GUID
     * @param resourceGroup its name
     * @param name of the resources
     * @return every resource of that name, of whatever type, possibly none; {@code arm.machine_not_found} when there is no
     *     such group or subscription
     */
    Flux<AzureResource> findResources(String subscriptionId, String resourceGroup, String name);
}
