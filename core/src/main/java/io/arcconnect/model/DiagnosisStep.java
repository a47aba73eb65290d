package io.arcconnect.model;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One thing that was looked at on the way to a machine. Texts are cleaned: what a machine sends cannot move a terminal's
 * cursor.
 *
 * @param name a stable id, such as {@code relay.listener}; never renamed once released
 * @param status what came of it
 * @param evidence what was seen, never a secret
 * @param took how long looking took
 * @param cause why it is not {@link Status#OK}, without a full stop
 * @param fix what to do about it, one or two sentences
 * @param reason the code of the exception that a connection would fail with, such as {@code relay.listener_not_found}
 */
public record DiagnosisStep(
        String name,
        Status status,
        Map<String, String> evidence,
        Duration took,
        Optional<String> cause,
        Optional<String> fix,
        Optional<String> reason) {

    /** What came of a step. */
    public enum Status {
        /** As it should be. */
        OK,
        /** It may work, or not for long. */
        WARNING,
        /** A connection cannot work before this is mended. */
        FAILED,
        /** Not looked at: it is not needed here, or something before it failed. */
        SKIPPED,
        /** Looked at, and not told: usually a right to read is missing. */
        UNKNOWN;

        /** {@return the name in lower case} */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Cleans the texts and copies the evidence. */
    public DiagnosisStep {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(took, "took");
        Objects.requireNonNull(reason, "reason");
        Map<String, String> cleaned = new LinkedHashMap<>();
        evidence.forEach((key, value) -> cleaned.put(OneLine.of(key), OneLine.of(value)));
        evidence = Collections.unmodifiableMap(cleaned);
        cause = cause.map(OneLine::of);
        fix = fix.map(OneLine::of);
    }

    /**
     * It is as it should be.
     *
     * @param name the step
     * @return a step without evidence
     */
    public static DiagnosisStep ok(String name) {
        return of(name, Status.OK, Optional.empty());
    }

    /**
     * It may not work, or not for long.
     *
     * @param name the step
     * @param cause why, without a full stop
     * @param fix what to do
     * @return a step without evidence
     */
    public static DiagnosisStep warning(String name, String cause, String fix) {
        return of(name, Status.WARNING, Optional.of(cause)).fixedBy(fix);
    }

    /**
     * A connection cannot work before this is mended.
     *
     * @param name the step
     * @param reason the code that a connection would fail with
     * @param cause why, without a full stop
     * @param fix what to do
     * @return a step without evidence
     */
    public static DiagnosisStep failed(String name, String reason, String cause, String fix) {
        return of(name, Status.FAILED, Optional.of(cause)).fixedBy(fix).because(reason);
    }

    /**
     * It was not looked at.
     *
     * @param name the step
     * @param cause why not, without a full stop
     * @return a step without evidence
     */
    public static DiagnosisStep skipped(String name, String cause) {
        return of(name, Status.SKIPPED, Optional.of(cause));
    }

    /**
     * It could not be found out.
     *
     * @param name the step
     * @param cause why not, without a full stop
     * @return a step without evidence
     */
    public static DiagnosisStep unknown(String name, String cause) {
        return of(name, Status.UNKNOWN, Optional.of(cause));
    }

    /**
     * Adds evidence.
     *
     * @param key such as {@code port}
     * @param value never a secret; {@code null} and blank add nothing
     * @return a new step
     */
    public DiagnosisStep with(String key, @Nullable Object value) {
        if (value == null || value.toString().isBlank()) {
            return this;
        }
        Map<String, String> more = new LinkedHashMap<>(evidence);
        more.put(key, value.toString());
        return new DiagnosisStep(name, status, more, took, cause, fix, reason);
    }

    /**
     * Says how long it took.
     *
     * @param duration of looking
     * @return a new step
     */
    public DiagnosisStep took(Duration duration) {
        return new DiagnosisStep(name, status, evidence, duration, cause, fix, reason);
    }

    /**
     * Says what to do.
     *
     * @param remedy one or two sentences
     * @return a new step
     */
    public DiagnosisStep fixedBy(String remedy) {
        return new DiagnosisStep(name, status, evidence, took, cause, Optional.of(remedy), reason);
    }

    /**
     * Names the code that a connection would fail with.
     *
     * @param code such as {@code relay.listener_not_found}
     * @return a new step
     */
    public DiagnosisStep because(String code) {
        return new DiagnosisStep(name, status, evidence, took, cause, fix, Optional.of(code));
    }

    /** {@return whether steps that build on this one make sense: it neither failed nor was skipped} */
    public boolean isPassable() {
        return status != Status.FAILED && status != Status.SKIPPED;
    }

    /** {@return the line of {@link Diagnosis#toText()}} */
    @Override
    public String toString() {
        return DiagnosisText.line(this, name.length());
    }

    private static DiagnosisStep of(String name, Status status, Optional<String> cause) {
        return new DiagnosisStep(name, status, Map.of(), Duration.ZERO, cause, Optional.empty(), Optional.empty());
    }
}
