package io.arcconnect.spi;

import io.arcconnect.model.MachineId;
import io.arcconnect.model.RelayCredentials;
import io.arcconnect.model.RelayService;
import io.arcconnect.model.ServicePolicy;
import reactor.core.publisher.Mono;

/** Gets relay credentials, and sets the service up where it is missing and the policy allows. */
public interface RelayCredentialBroker {

    /**
     * Gets credentials that work for some minutes at least.
     *
     * <p><b>Subscribing</b> asks, or joins somebody who is asking for the same. <b>Error:</b>
     * {@code ControlPlaneException}.
     *
     * @param machine whose
     * @param service for what
     * @return the credentials
     */
    Mono<RelayCredentials> credentials(MachineId machine, RelayService service);

    /**
     * Replaces credentials that the relay refused.
     *
     * @param machine whose
     * @param service for what
     * @param rejected the refused ones; when others have been issued meanwhile, those are returned
     * @return other credentials
     */
    Mono<RelayCredentials> renew(MachineId machine, RelayService service, RelayCredentials rejected);

    /**
     * Forgets credentials that the relay refused, without asking for others: whoever asks next gets fresh ones. Others that
     * have been issued meanwhile stay. A broker that keeps nothing need not do anything.
     *
     * @param machine whose
     * @param service for what
     * @param refused the credentials
     */
    default void rejected(MachineId machine, RelayService service, RelayCredentials refused) {}

    /**
     * The same broker under another policy. One that never writes may return itself.
     *
     * @param policy what may be written
     * @return a broker that shares what this one has cached
     */
    default RelayCredentialBroker withServicePolicy(ServicePolicy policy) {
        return this;
    }
}
