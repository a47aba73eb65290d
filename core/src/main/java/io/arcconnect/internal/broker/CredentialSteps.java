package io.arcconnect.internal.broker;

import io.arcconnect.error.ArcConnectException;
import io.arcconnect.model.RelayCredentials;
import io.arcconnect.model.RelayService;
import io.arcconnect.spi.Reporter;
import io.arcconnect.spi.event.CredentialsEvent;
import io.arcconnect.spi.event.CredentialsEvent.Step;
import io.arcconnect.spi.event.Origin;
import java.time.Instant;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** Tells what happens to one request for credentials, as whoever made it sees it. */
record CredentialSteps(Reporter reporter, Origin origin, RelayService service) {

    RelayCredentials cached(RelayCredentials credentials) {
        return told(Step.CACHED, credentials);
    }

    void rejected() {
        tell(Step.REJECTED, Optional.empty(), Optional.empty());
    }

    /**
     * Follows an answer.
     *
     * @param mine whether this request is the one that asks; the others join it
     */
    Mono<RelayCredentials> of(Mono<RelayCredentials> answer, boolean mine) {
        return answer.doFirst(() -> tell(mine ? Step.ASKED : Step.JOINED, Optional.empty(), Optional.empty()))
                .doOnNext(credentials -> told(mine ? Step.ISSUED : Step.SHARED, credentials))
                .doOnError(ArcConnectException.class, error -> tell(Step.FAILED, Optional.empty(), Optional.of(error)));
    }

    private RelayCredentials told(Step step, RelayCredentials credentials) {
        tell(step, Optional.of(credentials.expiresOn()), Optional.empty());
        return credentials;
    }

    private void tell(Step step, Optional<Instant> expiresOn, Optional<ArcConnectException> failure) {
        reporter.report(new CredentialsEvent(origin, service, step, expiresOn, failure));
    }
}
