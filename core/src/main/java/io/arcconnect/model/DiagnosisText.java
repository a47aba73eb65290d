package io.arcconnect.model;

import io.arcconnect.model.DiagnosisStep.Status;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** A diagnosis for people. */
final class DiagnosisText {

    /** What is longer stands whole in the JSON. */
    private static final int LONGEST_EVIDENCE = 80;

    private DiagnosisText() {}

    static String of(Diagnosis diagnosis) {
        int width = diagnosis.steps().stream()
                .mapToInt(step -> step.name().length())
                .max()
                .orElse(0);
        StringBuilder text = new StringBuilder(headline(diagnosis)).append('\n');
        diagnosis
                .steps()
                .forEach(step -> text.append("  ").append(line(step, width)).append('\n'));
        diagnosis.fix().ifPresent(fix -> text.append("What to do: ").append(fix).append('\n'));
        return text.toString();
    }

    static String line(DiagnosisStep step, int width) {
        String status =
                step.status() == Status.FAILED ? "FAILED" : step.status().toString();
        String evidence = step.evidence().entrySet().stream()
                .map(fact -> fact.getKey() + "=" + cut(fact.getValue()))
                .collect(Collectors.joining(" "));
        String reason = step.reason().map(code -> code + ": ").orElse("");
        String cause = step.cause().map(text -> reason + text).orElse("");
        String said = cause.isEmpty() || evidence.isEmpty() ? cause + evidence : cause + " [" + evidence + "]";
        return String.format(
                        Locale.ROOT, "%-7s  %-" + width + "s %8s  %s", status, step.name(), time(step.took()), said)
                .stripTrailing();
    }

    private static String cut(String text) {
        return text.length() > LONGEST_EVIDENCE ? text.substring(0, LONGEST_EVIDENCE - 1) + "…" : text;
    }

    private static String headline(Diagnosis diagnosis) {
        String counts = Arrays.stream(Status.values())
                .map(status -> count(diagnosis, status) + " " + status)
                .filter(count -> !count.startsWith("0 "))
                .collect(Collectors.joining(", "));
        return diagnosis.machine().name() + ": " + (diagnosis.isHealthy() ? "healthy" : "not healthy") + " (" + counts
                + ", " + time(diagnosis.took()) + ")";
    }

    private static long count(Diagnosis diagnosis, Status status) {
        return diagnosis.steps().stream()
                .filter(step -> step.status() == status)
                .count();
    }

    private static String time(Duration took) {
        return String.format(Locale.ROOT, "%.2f s", took.toMillis() / 1000.0);
    }
}
