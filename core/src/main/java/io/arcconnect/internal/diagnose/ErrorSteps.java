package io.arcconnect.internal.diagnose;

import io.arcconnect.error.ArcConnectException;
import io.arcconnect.error.ArcReason;
import io.arcconnect.model.DiagnosisStep;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Errors as steps. */
final class ErrorSteps {

    private ErrorSteps() {}

    /** A connection would fail with this. */
    static DiagnosisStep failed(String name, Throwable error) {
        if (!(error instanceof ArcConnectException known)) {
            return foreign(name, error);
        }
        DiagnosisStep step = DiagnosisStep.failed(
                name, known.reason().code(), known.failure().detail(), fix(known));
        return withFacts(step, known);
    }

    /** The remedy, naming the role itself: a fix is read without the message. */
    private static String fix(ArcConnectException known) {
        return Optional.ofNullable(known.facts().get("role"))
                .filter(role -> known.reason() == ArcReason.ARM_FORBIDDEN)
                .map(role -> "Ask for the role " + role
                        + ", on the machine or above it; a new assignment needs a few minutes.")
                .orElse(known.reason().remedy());
    }

    /** Not an error of this library's own: a replaced port, or a defect. A connection would meet it as well. */
    private static DiagnosisStep foreign(String name, Throwable error) {
        return new DiagnosisStep(
                name,
                DiagnosisStep.Status.FAILED,
                Map.of(),
                Duration.ZERO,
                Optional.of("an unexpected " + error),
                Optional.of("Check the ports that were replaced, if any; otherwise report it."),
                Optional.empty());
    }

    /** Not being allowed to look is no failure: a login role reads little (protocol.md 8.1). */
    static DiagnosisStep unlessForbidden(String name, Throwable error) {
        if (error instanceof ArcConnectException known && known.reason() == ArcReason.ARM_FORBIDDEN) {
            return withFacts(
                    DiagnosisStep.unknown(name, "the caller is not allowed to read it")
                            .because(known.reason().code()),
                    known);
        }
        return failed(name, error);
    }

    private static DiagnosisStep withFacts(DiagnosisStep step, ArcConnectException known) {
        DiagnosisStep more = step;
        for (var fact : known.facts().entrySet()) {
            more = more.with(fact.getKey(), fact.getValue());
        }
        return more;
    }
}
