package io.arcconnect.internal.diagnose;

import io.arcconnect.model.DiagnosisStep;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import reactor.core.publisher.Mono;

/** Where the dialer is replaced nobody knows what way it takes; only its dial tells. */
record ReplacedLook() implements Look {

    @Override
    public List<String> names() {
        return List.of(StepNames.DNS, StepNames.TCP, StepNames.TLS);
    }

    @Override
    public Set<String> needs() {
        return Set.of(StepNames.ROLE);
    }

    @Override
    public Duration limit() {
        return Duration.ofSeconds(1);
    }

    @Override
    public Mono<List<DiagnosisStep>> at(Findings findings) {
        return Mono.just(names().stream()
                .map(name -> DiagnosisStep.unknown(name, "the relay's dialer is replaced"))
                .toList());
    }
}
