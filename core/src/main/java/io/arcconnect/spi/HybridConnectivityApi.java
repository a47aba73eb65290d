package io.arcconnect.spi;

import io.arcconnect.model.EndpointState;
import io.arcconnect.model.MachineId;
import io.arcconnect.model.RelayCredentials;
import io.arcconnect.model.RelayService;
import java.time.Duration;
import reactor.core.publisher.Mono;

/**
 * The calls of {@code Microsoft.HybridConnectivity} that connecting needs (protocol.md 2.1). No logic, no retry beyond
 * the pipeline's. All fail with {@code ControlPlaneException}.
 */
public interface HybridConnectivityApi {

    /**
     * {@code POST endpoints/default/listCredentials}. A 404 or 412 is {@code service.not_enabled}, with the status as fact
     * {@code http}.
     *
     * @param machine whose
     * @param service for which service name
     * @param lifetime 10 minutes to 3 hours
     * @return the credentials
     */
    Mono<RelayCredentials> listCredentials(MachineId machine, RelayService service, Duration lifetime);

    /**
     * {@code GET endpoints/default}.
     *
     * @param machine whose
     * @return the endpoint; empty when there is none, or no machine
     */
    Mono<EndpointState> getEndpoint(MachineId machine);

    /**
     * {@code PUT endpoints/default}. Never call this for an endpoint that exists: it may disrupt the agent's listener
     * (protocol.md 2.6).
     *
     * @param machine whose
     * @return completes when done
     */
    Mono<Void> putEndpoint(MachineId machine);

    /**
     * {@code DELETE endpoints/default}, and with it every service configuration. Deleting what is not there is no error.
     *
     * @param machine whose
     * @return completes when done
     */
    Mono<Void> deleteEndpoint(MachineId machine);

    /**
     * {@code GET endpoints/default/serviceConfigurations/{name}}.
     *
     * @param machine whose
     * @param serviceName such as {@code SSH}
     * @return the configured service; empty when there is none
     */
    Mono<RelayService> getServiceConfiguration(MachineId machine, String serviceName);

    /**
     * {@code PUT endpoints/default/serviceConfigurations/{name}}.
     *
     * @param machine whose
     * @param service name and port
     * @return completes when done
     */
    Mono<Void> putServiceConfiguration(MachineId machine, RelayService service);

    /**
     * {@code DELETE endpoints/default/serviceConfigurations/{name}}. Deleting what is not there is no error.
     *
     * @param machine whose
     * @param serviceName such as {@code SSH}
     * @return completes when done
     */
    Mono<Void> deleteServiceConfiguration(MachineId machine, String serviceName);
}
