package io.arcconnect.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What connecting to a machine would change. Making a plan writes nothing; handing it to {@code apply} is the consent to
 * exactly these changes.
 *
 * @param machine which
 * @param spec how the machine should be reachable
 * @param changes what would be written, in that order; empty when the machine is ready
 * @param obstacles what is in the way; {@code apply} refuses a plan that has any
 * @param notes what was decided and why, such as an extension that is not needed
 */
public record Plan(
        MachineId machine,
        ConnectSpec spec,
        List<PlannedChange> changes,
        List<Obstacle> obstacles,
        List<String> notes) {

    /** Copies the lists. */
    public Plan {
        Objects.requireNonNull(machine, "machine");
        Objects.requireNonNull(spec, "spec");
        changes = List.copyOf(changes);
        obstacles = List.copyOf(obstacles);
        notes = notes.stream().map(OneLine::of).toList();
    }

    /** {@return whether nothing would be written} */
    public boolean isEmpty() {
        return changes.isEmpty();
    }

    /** {@return whether nothing is in the way of {@code apply}} */
    public boolean isApplicable() {
        return obstacles.isEmpty();
    }

    /**
     * Says whether consent to this plan is consent to a change.
     *
     * @param change what is to be done now
     * @return whether one of the changes covers it
     */
    public boolean covers(PlannedChange change) {
        return changes.stream().anyMatch(planned -> planned.covers(change));
    }

    /** {@return the plan for people; ends with a line break} */
    public String toText() {
        return PlanText.of(this);
    }

    /** {@return {@code {"machine","changes":[{"kind","target","what","reason","action","role"}],"obstacles":[{"reason","cause","fix"}],"notes":[…]}}, in one line} */
    public String toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("machine", machine.resourceId());
        json.put("changes", changes.stream().map(Plan::json).toList());
        json.put(
                "obstacles",
                obstacles.stream()
                        .map(obstacle -> {
                            Map<String, Object> object = new LinkedHashMap<>();
                            object.put("reason", obstacle.reason());
                            object.put("cause", obstacle.cause());
                            object.put("fix", obstacle.fix());
                            return object;
                        })
                        .toList());
        json.put("notes", notes);
        return JsonText.of(json);
    }

    /** {@return {@link #toText()}} */
    @Override
    public String toString() {
        return toText();
    }

    private static Map<String, Object> json(PlannedChange change) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kind", Words.of(change.kind()));
        json.put("target", change.target());
        json.put("what", change.what());
        json.put("reason", change.reason());
        json.put("action", change.permission().action());
        json.put("role", change.permission().role());
        return json;
    }
}
