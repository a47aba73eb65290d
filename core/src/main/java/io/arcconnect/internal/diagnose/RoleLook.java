package io.arcconnect.internal.diagnose;

import io.arcconnect.error.ArcReason;
import io.arcconnect.model.DiagnosisStep;
import io.arcconnect.model.RelayCredentials;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import reactor.core.publisher.Mono;

/**
 * May the caller connect? Listing credentials is the only proof, and the only source of the relay's name. It changes
 * nothing on the machine; what it mints works for the shortest time that the service allows.
 */
record RoleLook(Instruments.Listing listing) implements Look {

    @Override
    public List<String> names() {
        return List.of(StepNames.ROLE);
    }

    @Override
    public Set<String> needs() {
        return Set.of(StepNames.MACHINE, StepNames.ENDPOINT);
    }

    @Override
    public Duration limit() {
        return ARM_LIMIT;
    }

    @Override
    public Mono<List<DiagnosisStep>> at(Findings findings) {
        return Mono.defer(() -> listing.list(findings.id(), findings.service()))
                .doOnNext(findings::credentials)
                .map(RoleLook::judge)
                .onErrorResume(error -> Mono.just(ErrorSteps.failed(StepNames.ROLE, error)))
                .map(List::of);
    }

    @Override
    public DiagnosisStep late() {
        return DiagnosisStep.failed(
                StepNames.ROLE,
                ArcReason.ARM_UNAVAILABLE.code(),
                "no credentials within " + limit().toSeconds() + " s",
                ArcReason.ARM_UNAVAILABLE.remedy());
    }

    private static DiagnosisStep judge(RelayCredentials credentials) {
        return DiagnosisStep.ok(StepNames.ROLE)
                .with("relay", credentials.relayHost())
                .with("hybridConnection", credentials.hybridConnectionName())
                .with("until", credentials.expiresOn());
    }
}
