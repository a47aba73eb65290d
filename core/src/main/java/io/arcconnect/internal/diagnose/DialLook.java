package io.arcconnect.internal.diagnose;

import io.arcconnect.error.ArcReason;
import io.arcconnect.model.DiagnosisStep;
import io.arcconnect.model.RelayCredentials;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** One dial answers four steps: its failure says how far it came. */
record DialLook(Instruments.Dial dial, Duration limit, Clock clock) implements Look {

    @Override
    public List<String> names() {
        return List.of(StepNames.UPGRADE, StepNames.ENTITY, StepNames.LISTENER, StepNames.TARGET);
    }

    @Override
    public Set<String> needs() {
        return Set.of(StepNames.TLS);
    }

    @Override
    public Mono<List<DiagnosisStep>> at(Findings findings) {
        RelayCredentials credentials = findings.credentials().orElseThrow();
        long start = now();
        return dial.dial(credentials, findings.service())
                .doOnNext(findings::stream)
                .map(stream -> DiagnosisStep.ok(StepNames.TARGET)
                        .with("target", findings.service().target()))
                .onErrorResume(error -> Mono.just(DialSteps.failed(error, findings, clock)))
                .map(end -> upTo(end.took(Duration.ofMillis(Math.max(1, now() - start)))));
    }

    @Override
    public DiagnosisStep late() {
        return DiagnosisStep.failed(
                StepNames.UPGRADE,
                ArcReason.RELAY_HANDSHAKE_TIMED_OUT.code(),
                "no answer to the dial within " + limit.toSeconds() + " s",
                ArcReason.RELAY_HANDSHAKE_TIMED_OUT.remedy());
    }

    /** {@return what is before the end as passed, and what is behind it as skipped} */
    private List<DiagnosisStep> upTo(DiagnosisStep end) {
        List<DiagnosisStep> steps = new ArrayList<>();
        boolean passed = false;
        for (String name : names()) {
            if (name.equals(end.name())) {
                steps.add(end);
                passed = true;
            } else {
                steps.add(passed ? DiagnosisStep.skipped(name, end.name() + " failed") : DiagnosisStep.ok(name));
            }
        }
        return steps;
    }

    private static long now() {
        return Schedulers.parallel().now(TimeUnit.MILLISECONDS);
    }
}
