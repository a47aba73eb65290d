package io.arcconnect.internal.diagnose;

import io.arcconnect.error.ArcReason;
import io.arcconnect.model.DiagnosisStep;
import io.arcconnect.model.ProviderState;
import io.arcconnect.spi.ResourceManagerApi;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import reactor.core.publisher.Mono;

/** Is the resource provider registered in the machine's subscription (protocol.md 8.2)? */
record ProviderLook(Optional<ResourceManagerApi> resources) implements Look {

    static final String NAMESPACE = "Microsoft.HybridConnectivity";

    @Override
    public List<String> names() {
        return List.of(StepNames.PROVIDER);
    }

    @Override
    public Set<String> needs() {
        return Set.of();
    }

    @Override
    public Duration limit() {
        return ARM_LIMIT;
    }

    @Override
    public Mono<List<DiagnosisStep>> at(Findings findings) {
        return resources
                .map(api -> api.getProvider(findings.id().subscriptionId(), NAMESPACE)
                        .map(ProviderLook::judge)
                        .onErrorResume(error -> Mono.just(ErrorSteps.unlessForbidden(StepNames.PROVIDER, error))))
                .orElseGet(
                        () -> Mono.just(DiagnosisStep.unknown(StepNames.PROVIDER, "the calls to Azure are replaced")))
                .map(List::of);
    }

    private static DiagnosisStep judge(ProviderState state) {
        if (state.isRegistered()) {
            return DiagnosisStep.ok(StepNames.PROVIDER).with(NAMESPACE, state.registrationState());
        }
        ArcReason reason = ArcReason.ARM_PROVIDER_NOT_REGISTERED;
        return (state.isRegistering()
                        ? DiagnosisStep.warning(
                                StepNames.PROVIDER, NAMESPACE + " is being registered", "Wait 2 to 5 minutes.")
                        : DiagnosisStep.failed(
                                StepNames.PROVIDER,
                                reason.code(),
                                NAMESPACE + " is not registered in the subscription",
                                reason.remedy()))
                .with(NAMESPACE, state.registrationState());
    }
}
