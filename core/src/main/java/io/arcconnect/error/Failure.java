package io.arcconnect.error;

import io.arcconnect.model.MachineId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Everything an exception says, as a value: what every {@link ArcConnectException} is built from, in this library and in
 * users' tests.
 *
 * @param reason why
 * @param stage where on the way
 * @param detail what happened, without a full stop; control characters are replaced and the length is capped
 * @param machine which machine, where one is known
 * @param facts named evidence, such as {@code trackingId}; never a secret
 * @param cause what was caught, if anything
 */
public record Failure(
        ErrorReason reason,
        Stage stage,
        String detail,
        Optional<MachineId> machine,
        Map<String, String> facts,
        Optional<Throwable> cause) {

    private static final int LONGEST_TEXT = 600;

    /** Cleans the texts, which may come from the network. */
    public Failure {
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(stage, "stage");
        detail = clean(detail);
        Map<String, String> cleaned = new LinkedHashMap<>();
        facts.forEach((name, value) -> cleaned.put(clean(name), clean(value)));
        facts = Collections.unmodifiableMap(cleaned);
    }

    /**
     * Starts a failure.
     *
     * @param reason why
     * @param stage where on the way
     * @param detail what happened, without a full stop
     * @return a failure without machine, facts and cause
     */
    public static Failure of(ErrorReason reason, Stage stage, String detail) {
        return new Failure(reason, stage, detail, Optional.empty(), Map.of(), Optional.empty());
    }

    /**
     * Names the machine.
     *
     * @param id which
     * @return a new failure
     */
    public Failure on(MachineId id) {
        return new Failure(reason, stage, detail, Optional.of(id), facts, cause);
    }

    /**
     * Adds evidence.
     *
     * @param name such as {@code trackingId}
     * @param value never a secret; {@code null} and blank add nothing
     * @return a new failure
     */
    public Failure with(String name, @Nullable Object value) {
        if (value == null || value.toString().isBlank()) {
            return this;
        }
        Map<String, String> more = new LinkedHashMap<>(facts);
        more.put(name, value.toString());
        return new Failure(reason, stage, detail, machine, more, cause);
    }

    /**
     * Says it in other words.
     *
     * @param newReason why
     * @param newDetail what happened, without a full stop
     * @return a new failure with the same stage, machine, facts and cause
     */
    public Failure as(ErrorReason newReason, String newDetail) {
        return new Failure(newReason, stage, newDetail, machine, facts, cause);
    }

    /**
     * Keeps what was caught.
     *
     * @param caught the cause
     * @return a new failure
     */
    public Failure causedBy(@Nullable Throwable caught) {
        return new Failure(reason, stage, detail, machine, facts, Optional.ofNullable(caught));
    }

    /**
     * Renders {@code code machine: detail. Remedy. [name=value]}.
     *
     * @return the message of the exception
     */
    public String message() {
        String where = machine.map(id -> " " + id.name()).orElse("");
        String evidence = facts.isEmpty()
                ? ""
                : facts.entrySet().stream()
                        .map(fact -> fact.getKey() + "=" + fact.getValue())
                        .collect(Collectors.joining(" ", " [", "]"));
        return reason.code() + where + ": " + detail + ". " + reason.remedy() + evidence;
    }

    private static String clean(String text) {
        String oneLine = text.replaceAll("[\\p{Cc}\\p{Cf}\\u2028\\u2029]+", " ").strip();
        String capped = oneLine.length() > LONGEST_TEXT ? oneLine.substring(0, end(oneLine)) + "…" : oneLine;
        return capped.endsWith(".") ? capped.substring(0, capped.length() - 1) : capped;
    }

    /** Half a character would become a question mark in the log. */
    private static int end(String text) {
        return Character.isHighSurrogate(text.charAt(LONGEST_TEXT - 1)) ? LONGEST_TEXT - 1 : LONGEST_TEXT;
    }
}
