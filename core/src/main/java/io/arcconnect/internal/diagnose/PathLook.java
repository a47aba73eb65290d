package io.arcconnect.internal.diagnose;

import io.arcconnect.model.DiagnosisStep;
import io.arcconnect.model.NetworkPath;
import io.arcconnect.model.RelayCredentials;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** Which proxy and which trust do connections use? */
record PathLook(NetworkPath arm, Function<String, NetworkPath> relay) implements Look {

    @Override
    public List<String> names() {
        return List.of(StepNames.PATH);
    }

    @Override
    public Set<String> needs() {
        return Set.of();
    }

    @Override
    public Duration limit() {
        return Duration.ofSeconds(1);
    }

    @Override
    public Mono<List<DiagnosisStep>> at(Findings findings) {
        return Mono.fromSupplier(() -> List.of(DiagnosisStep.ok(StepNames.PATH)
                .with("arm", arm)
                .with(
                        "relay",
                        findings.credentials()
                                .map(RelayCredentials::relayHost)
                                .map(relay)
                                .orElse(null))));
    }
}
