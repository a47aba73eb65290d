package io.arcconnect.internal.broker;

import io.arcconnect.error.ArcConnectException;
import io.arcconnect.internal.watch.RequestTrail;
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
        tell(origin, Step.CACHED, Optional.of(credentials.expiresOn()), Optional.empty());
        return credentials;
    }

    void rejected() {
        tell(origin, Step.REJECTED, Optional.empty(), Optional.empty());
    }

    /**
     * Follows an answer.
     *
     * @param mine whether this request is the one that asks; the others join it
     * @param trail names the call that brings the answer
     */
    Mono<RelayCredentials> of(Mono<RelayCredentials> answer, boolean mine, RequestTrail trail) {
        return answer.doFirst(() -> tell(origin, mine ? Step.ASKED : Step.JOINED, Optional.empty(), Optional.empty()))
                .doOnNext(credentials -> tell(
                        requested(trail),
                        mine ? Step.ISSUED : Step.SHARED,
                        Optional.of(credentials.expiresOn()),
                        Optional.empty()))
                .doOnError(
                        ArcConnectException.class,
                        error -> tell(failed(error, trail), Step.FAILED, Optional.empty(), Optional.of(error)));
    }

    private Origin failed(ArcConnectException error, RequestTrail trail) {
        String its = error.facts().get("clientRequestId");
        return its == null ? requested(trail) : origin.requested(its);
    }

    private Origin requested(RequestTrail trail) {
        return origin.requested(trail.last().orElse(null));
    }

    private void tell(Origin from, Step step, Optional<Instant> expiresOn, Optional<ArcConnectException> failure) {
        reporter.report(new CredentialsEvent(from, service, step, expiresOn, failure));
    }
}
