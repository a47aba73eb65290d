package io.arcconnect.model;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What was found on the way to a machine, step by step. Nothing was written to find it out.
 *
 * @param machine which
 * @param steps in the order of the way
 * @param took all of them together
 */
public record Diagnosis(MachineId machine, List<DiagnosisStep> steps, Duration took) {

    /** Copies the steps. */
    public Diagnosis {
        Objects.requireNonNull(machine, "machine");
        Objects.requireNonNull(took, "took");
        steps = List.copyOf(steps);
    }

    /** {@return whether no step failed} */
    public boolean isHealthy() {
        return firstFailure().isEmpty();
    }

    /** {@return the first step that failed: mending it comes before everything else} */
    public Optional<DiagnosisStep> firstFailure() {
        return steps.stream()
                .filter(step -> step.status() == DiagnosisStep.Status.FAILED)
                .findFirst();
    }

    /** {@return the one thing to do: the fix of the first failure; empty when healthy} */
    public Optional<String> fix() {
        return firstFailure().flatMap(DiagnosisStep::fix);
    }

    /**
     * Finds a step.
     *
     * @param name its name
     * @return the step; empty when there is none of that name
     */
    public Optional<DiagnosisStep> step(String name) {
        return steps.stream().filter(step -> step.name().equals(name)).findFirst();
    }

    /** {@return a table, one line a step, and the fix below it; ends with a line break} */
    public String toText() {
        return DiagnosisText.of(this);
    }

    /** {@return {@code {"machine","healthy","tookMillis","fix"?,"steps":[{"name","status","tookMillis","evidence","cause"?,"fix"?,"reason"?}]}}, in one line} */
    public String toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("machine", machine.resourceId());
        json.put("healthy", isHealthy());
        json.put("tookMillis", took.toMillis());
        fix().ifPresent(text -> json.put("fix", text));
        json.put("steps", steps.stream().map(Diagnosis::json).toList());
        return JsonText.of(json);
    }

    /** {@return {@link #toText()}} */
    @Override
    public String toString() {
        return toText();
    }

    private static Map<String, Object> json(DiagnosisStep step) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", step.name());
        json.put("status", step.status().toString());
        json.put("tookMillis", step.took().toMillis());
        json.put("evidence", step.evidence());
        step.cause().ifPresent(text -> json.put("cause", text));
        step.fix().ifPresent(text -> json.put("fix", text));
        step.reason().ifPresent(text -> json.put("reason", text));
        return json;
    }
}
