package io.arcconnect.examples.jobs;

import io.arcconnect.ArcMachine;
import io.arcconnect.model.RelayService;
import reactor.core.publisher.Mono;

/** Gets relay credentials, for a transport of one's own. */
public final class ShowRelayCredentials {

    private ShowRelayCredentials() {}

    /**
     * Gets them; printing them is safe.
     *
     * @param machine for which
     * @return how they print
     */
    public static Mono<String> of(ArcMachine machine) {
        return machine.relayCredentials(RelayService.ssh(22)).map(credentials -> "safe to print: " + credentials);
    }
}
