package io.arcconnect.internal.diagnose;

import io.arcconnect.error.ArcReason;
import io.arcconnect.model.DiagnosisStep;
import io.arcconnect.spi.HybridConnectivityApi;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import reactor.core.publisher.Mono;

/** Does the machine have a connectivity endpoint? */
record EndpointLook(Optional<HybridConnectivityApi> connectivity) implements Look {

    static final String SET_UP =
            "Set it up once: machine.plan(ConnectSpec.ssh()), then machine.apply(plan); or connect with"
                    + " ServicePolicy.ENABLE_IF_MISSING, as Owner or Contributor.";

    @Override
    public List<String> names() {
        return List.of(StepNames.ENDPOINT);
    }

    @Override
    public Set<String> needs() {
        return Set.of(StepNames.PROVIDER, StepNames.MACHINE);
    }

    @Override
    public Duration limit() {
        return ARM_LIMIT;
    }

    @Override
    public Mono<List<DiagnosisStep>> at(Findings findings) {
        return connectivity
                .map(api -> api.getEndpoint(findings.id())
                        .map(endpoint -> DiagnosisStep.ok(StepNames.ENDPOINT)
                                .with("type", endpoint.type())
                                .with(
                                        "provisioningState",
                                        endpoint.provisioningState().orElse(null)))
                        .switchIfEmpty(Mono.fromSupplier(EndpointLook::missing))
                        .onErrorResume(error -> Mono.just(ErrorSteps.unlessForbidden(StepNames.ENDPOINT, error))))
                .orElseGet(() ->
                        Mono.just(DiagnosisStep.unknown(StepNames.ENDPOINT, "the source of credentials is replaced")))
                .map(List::of);
    }

    private static DiagnosisStep missing() {
        return DiagnosisStep.failed(
                StepNames.ENDPOINT,
                ArcReason.SERVICE_NOT_ENABLED.code(),
                "the machine has no connectivity endpoint",
                SET_UP);
    }
}
