package io.arcconnect.internal.diagnose;

import io.arcconnect.error.ArcReason;
import io.arcconnect.model.DiagnosisStep;
import io.arcconnect.model.RelayService;
import io.arcconnect.spi.HybridConnectivityApi;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import reactor.core.publisher.Mono;

/** May the service be reached, and on which port? Not every caller may read this; then the dial tells (protocol.md 9). */
record ServiceLook(Optional<HybridConnectivityApi> connectivity) implements Look {

    @Override
    public List<String> names() {
        return List.of(StepNames.SERVICE);
    }

    @Override
    public Set<String> needs() {
        return Set.of(StepNames.ENDPOINT);
    }

    @Override
    public Duration limit() {
        return ARM_LIMIT;
    }

    @Override
    public Mono<List<DiagnosisStep>> at(Findings findings) {
        String name = findings.service().name();
        return connectivity
                .map(api -> api.getServiceConfiguration(findings.id(), name)
                        .map(configured -> judge(configured, findings))
                        .switchIfEmpty(Mono.fromSupplier(() -> missing(findings.service())))
                        .onErrorResume(error -> Mono.just(ErrorSteps.unlessForbidden(StepNames.SERVICE, error))))
                .orElseGet(() ->
                        Mono.just(DiagnosisStep.unknown(StepNames.SERVICE, "the source of credentials is replaced")))
                .map(List::of);
    }

    private static DiagnosisStep judge(RelayService configured, Findings findings) {
        Optional<RelayService> wanted = findings.wanted();
        if (wanted.filter(service -> service.port() != configured.port()).isPresent()) {
            int port = wanted.get().port();
            return DiagnosisStep.failed(
                            StepNames.SERVICE,
                            ArcReason.SERVICE_PORT_CONFLICT.code(),
                            "port " + port + " is wanted, but " + configured.name() + " is configured on port "
                                    + configured.port(),
                            ArcReason.SERVICE_PORT_CONFLICT.remedy())
                    .with("wantedPort", port)
                    .with("configuredPort", configured.port());
        }
        findings.dial(configured);
        DiagnosisStep step = wanted.isPresent() || configured.port() == RelayService.DEFAULT_SSH_PORT
                ? DiagnosisStep.ok(StepNames.SERVICE)
                : DiagnosisStep.warning(
                        StepNames.SERVICE,
                        configured.name() + " is configured on a port that nobody expects",
                        "Connect with that port: Ssh.port(" + configured.port() + ").");
        return step.with("name", configured.name()).with("port", configured.port());
    }

    private static DiagnosisStep missing(RelayService service) {
        return DiagnosisStep.failed(
                StepNames.SERVICE,
                ArcReason.SERVICE_NOT_ENABLED.code(),
                service.name() + " has no service configuration, so nothing may be reached",
                EndpointLook.SET_UP);
    }
}
