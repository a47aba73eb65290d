package io.arcconnect.model;

import java.util.List;
import java.util.Objects;

/**
 * What {@code remove} did with a receipt, the last change first.
 *
 * @param machine which
 * @param items one for each change that the receipt says was written
 */
public record Removal(MachineId machine, List<RemovedChange> items) {

    /** Copies the items. */
    public Removal {
        Objects.requireNonNull(machine, "machine");
        items = List.copyOf(items);
    }

    /** {@return whether everything that can be undone is undone: nothing was refused and nothing failed} */
    public boolean isComplete() {
        return items.stream().allMatch(RemovedChange::isSettled);
    }

    /** {@return the removal for people; ends with a line break} */
    public String toText() {
        return PlanText.of(this);
    }

    /** {@return {@link #toText()}} */
    @Override
    public String toString() {
        return toText();
    }
}
