package io.arcconnect.model;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What one {@code apply} wrote on a machine: what {@code remove} needs to undo exactly that. It holds no secret and can be
 * stored with {@link #toJson()}.
 *
 * @param machine which
 * @param at when it began
 * @param changes in the order in which they were made
 */
public record Receipt(MachineId machine, Instant at, List<AppliedChange> changes) {

    private static final long VERSION = 1;

    /** Copies the changes. */
    public Receipt {
        Objects.requireNonNull(machine, "machine");
        Objects.requireNonNull(at, "at");
        changes = List.copyOf(changes);
    }

    /** {@return whether anything was, or may have been, written} */
    public boolean changed() {
        return changes.stream().anyMatch(AppliedChange::isOurs);
    }

    /**
     * Adds what a later {@code apply} to the same machine did, such as the one that finished what this one began.
     *
     * @param later its receipt
     * @return one receipt for both, as old as this one
     * @throws IllegalArgumentException when it is another machine's
     */
    public Receipt and(Receipt later) {
        if (!machine.equals(later.machine)) {
            throw new IllegalArgumentException(
                    "a receipt of " + later.machine + " cannot be added to one of " + machine);
        }
        List<AppliedChange> all = new ArrayList<>(changes);
        for (AppliedChange change : later.changes) {
            boolean known = changes.stream()
                    .anyMatch(old -> old.kind() == change.kind()
                            && old.target().equalsIgnoreCase(change.target())
                            && old.isOurs()
                            && old.after().equals(change.after()));
            if (!known) {
                all.add(change);
            }
        }
        return new Receipt(machine, at, all);
    }

    /** {@return the receipt in one line of JSON, which {@link #parse} reads} */
    public String toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("version", VERSION);
        json.put("machine", machine.resourceId());
        json.put("at", at.toString());
        json.put("changes", changes.stream().map(AppliedChange::toMap).toList());
        return JsonText.of(json);
    }

    /**
     * Reads a stored receipt.
     *
     * @param json as {@link #toJson()} wrote it
     * @return the receipt
     * @throws IllegalArgumentException when it is none, or one of a later version of this library
     */
    public static Receipt parse(String json) {
        Map<String, Object> read = JsonReading.object(json);
        if (!Objects.equals(read.get("version"), VERSION)) {
            throw new IllegalArgumentException("not a receipt of version " + VERSION);
        }
        if (!(read.get("changes") instanceof List<?> changes)) {
            throw new IllegalArgumentException("a receipt needs changes");
        }
        try {
            return new Receipt(
                    MachineId.parse(text(read, "machine")),
                    Instant.parse(text(read, "at")),
                    changes.stream().map(Receipt::change).toList());
        } catch (DateTimeException malformed) {
            throw new IllegalArgumentException("a receipt needs a time", malformed);
        }
    }

    /** {@return the receipt for people; ends with a line break} */
    public String toText() {
        return PlanText.of(this);
    }

    /** {@return {@link #toText()}} */
    @Override
    public String toString() {
        return toText();
    }

    private static AppliedChange change(Object json) {
        if (json instanceof Map<?, ?> object) {
            return AppliedChange.of(object);
        }
        throw new IllegalArgumentException("a change must be an object");
    }

    static String text(Map<?, ?> json, String name) {
        if (json.get(name) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("a receipt needs the text " + name);
    }
}
