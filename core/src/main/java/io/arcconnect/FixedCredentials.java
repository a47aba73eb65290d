package io.arcconnect;

import io.arcconnect.model.MachineId;
import io.arcconnect.model.RelayCredentials;
import io.arcconnect.model.RelayService;
import io.arcconnect.spi.RelayCredentialBroker;
import reactor.core.publisher.Mono;

/** One set of credentials and no other: asks nobody, and writes nothing. */
record FixedCredentials(RelayCredentials credentials) implements RelayCredentialBroker {

    @Override
    public Mono<RelayCredentials> credentials(MachineId machine, RelayService service) {
        return Mono.just(credentials);
    }

    @Override
    public Mono<RelayCredentials> renew(MachineId machine, RelayService service, RelayCredentials rejected) {
        return Mono.just(credentials);
    }
}
