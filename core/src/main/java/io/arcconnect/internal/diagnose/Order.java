package io.arcconnect.internal.diagnose;

import io.arcconnect.model.DiagnosisStep;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which steps are looked at, given what came of those before. Pure. */
final class Order {

    private Order() {}

    /**
     * Says why a look makes no sense.
     *
     * @param look which
     * @param done what came of the steps so far
     * @return the reason; empty when everything it needs is passable
     */
    static Optional<String> whyNot(Look look, Map<String, DiagnosisStep> done) {
        return look.needs().stream()
                .sorted()
                .flatMap(need -> why(need, done).stream())
                .findFirst();
    }

    private static Optional<String> why(String need, Map<String, DiagnosisStep> done) {
        DiagnosisStep step = done.get(need);
        if (step == null) {
            return Optional.of(need + " was not looked at");
        }
        // A skipped step was skipped because of another; people want to read about that one.
        return step.isPassable()
                ? Optional.empty()
                : Optional.of(
                        step.status() == DiagnosisStep.Status.SKIPPED
                                ? step.cause().orElse(need + " was skipped")
                                : need + " failed");
    }

    /** {@return the steps of a look that is not taken} */
    static List<DiagnosisStep> skipped(Look look, String why) {
        return look.names().stream()
                .map(name -> DiagnosisStep.skipped(name, why))
                .toList();
    }

    /** {@return the steps of a look that took too long} */
    static List<DiagnosisStep> late(Look look) {
        DiagnosisStep first = look.late();
        return look.names().stream()
                .map(name -> name.equals(first.name())
                        ? first
                        : DiagnosisStep.skipped(name, first.name() + " has no answer"))
                .collect(Collectors.toList());
    }
}
