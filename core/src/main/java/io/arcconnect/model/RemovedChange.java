package io.arcconnect.model;

import java.util.Objects;

/**
 * What {@code remove} did with one change.
 *
 * @param kind what kind of thing
 * @param target which thing
 * @param result what came of it
 * @param detail what was done, or why not, without a full stop
 */
public record RemovedChange(ChangeKind kind, String target, Result result, String detail) {

    /** What came of it. */
    public enum Result {
        /** It is as it was before. */
        UNDONE,
        /** It was gone, or as before, already. */
        NOTHING_TO_DO,
        /** It is left on purpose: this kind of change is never undone. */
        LEFT,
        /** It is left because somebody has changed it, or builds on it, since. */
        REFUSED,
        /** Undoing failed; the detail has the error. */
        FAILED
    }

    /** Cleans the text, which may come from the network. */
    public RemovedChange {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(result, "result");
        detail = OneLine.of(detail);
    }

    /** {@return whether nothing is left to do} */
    public boolean isSettled() {
        return result != Result.REFUSED && result != Result.FAILED;
    }

    /** {@return for instance {@code endpoint default: undone, deleted}} */
    @Override
    public String toString() {
        return Words.of(kind) + " " + target + ": " + Words.of(result).replace('-', ' ') + ", " + detail;
    }
}
