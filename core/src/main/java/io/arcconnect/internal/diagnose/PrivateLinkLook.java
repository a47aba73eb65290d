package io.arcconnect.internal.diagnose;

import io.arcconnect.model.DiagnosisStep;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import reactor.core.publisher.Mono;

/** Is the machine behind a private link, which does not carry SSH (protocol.md 8.5)? */
record PrivateLinkLook() implements Look {

    @Override
    public List<String> names() {
        return List.of(StepNames.PRIVATE_LINK);
    }

    @Override
    public Set<String> needs() {
        return Set.of(StepNames.MACHINE);
    }

    @Override
    public Duration limit() {
        return Duration.ofSeconds(1);
    }

    @Override
    public Mono<List<DiagnosisStep>> at(Findings findings) {
        return Mono.fromSupplier(() -> List.of(findings.machine()
                .map(state -> state.privateLinkScope()
                        .map(PrivateLinkLook::attached)
                        .orElseGet(
                                () -> DiagnosisStep.ok(StepNames.PRIVATE_LINK).with("scope", "none")))
                .orElseGet(() -> DiagnosisStep.unknown(StepNames.PRIVATE_LINK, "the machine could not be read"))));
    }

    private static DiagnosisStep attached(String scope) {
        return DiagnosisStep.warning(
                        StepNames.PRIVATE_LINK,
                        "the machine belongs to an Arc private link scope, over which SSH is not supported",
                        "Let the machine reach *.servicebus.windows.net directly, or take it out of the scope.")
                .with("scope", scope);
    }
}
