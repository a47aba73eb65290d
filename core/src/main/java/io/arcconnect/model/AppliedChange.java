package io.arcconnect.model;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What one {@code apply} did to one thing.
 *
 * @param kind what kind of thing
 * @param target which thing
 * @param result what came of it
 * @param before what was there before, such as a port; empty when there was nothing
 * @param after what was to be there afterwards, such as a port or {@code publisher/type}
 */
public record AppliedChange(
        ChangeKind kind, String target, Result result, Optional<String> before, Optional<String> after) {

    /** What came of a change. */
    public enum Result {
        /** This {@code apply} wrote it: {@code remove} undoes it. */
        WRITTEN,
        /** Somebody else had done it by the time: {@code remove} leaves it. */
        ALREADY_THERE,
        /**
         * The request was sent and its answer is not known, because it failed or because nobody waited for it. It may be
         * there: {@code remove} looks, and undoes it where it finds what was to be written.
         */
        UNCERTAIN
    }

    /** A target becomes part of an address, also where somebody has edited the receipt. */
    private static final Pattern TARGET = Pattern.compile("(?!\\.+$)[A-Za-z0-9._\\-]{1,128}");

    /** Checks that all is there, and that the target is a plain name. */
    public AppliedChange {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(result, "result");
        if (!TARGET.matcher(Objects.requireNonNull(target, "target")).matches()) {
            throw new IllegalArgumentException("the target of a change must be a plain name");
        }
        before = before.map(OneLine::of);
        after = after.map(OneLine::of);
    }

    /**
     * The same change with another result.
     *
     * @param newResult the result
     * @return a new value
     */
    public AppliedChange with(Result newResult) {
        return new AppliedChange(kind, target, newResult, before, after);
    }

    /** {@return whether {@code remove} has to look at it} */
    public boolean isOurs() {
        return result != Result.ALREADY_THERE;
    }

    /** {@return for instance {@code service-configuration SSH: written, 22 -> 2222}} */
    @Override
    public String toString() {
        String change = before.map(old -> old + " -> ").orElse("") + after.orElse("");
        return Words.of(kind) + " " + target + ": " + Words.of(result).replace('-', ' ')
                + (change.isEmpty() ? "" : ", " + change);
    }

    Map<String, Object> toMap() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kind", Words.of(kind));
        json.put("target", target);
        json.put("result", Words.of(result));
        before.ifPresent(text -> json.put("before", text));
        after.ifPresent(text -> json.put("after", text));
        return json;
    }

    static AppliedChange of(Map<?, ?> json) {
        return new AppliedChange(
                Words.read(ChangeKind.class, Receipt.text(json, "kind")),
                Receipt.text(json, "target"),
                Words.read(Result.class, Receipt.text(json, "result")),
                Optional.ofNullable(json.get("before")).map(any -> Receipt.text(json, "before")),
                Optional.ofNullable(json.get("after")).map(any -> Receipt.text(json, "after")));
    }
}
