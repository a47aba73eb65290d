package io.arcconnect.cli.fleet;

import io.arcconnect.cli.fleet.Ended.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What became of all machines: how many of what, and the failures by their reason, each with what to do. */
final class FleetSummary {

    /** All went well. */
    static final int ALL_DONE = 0;

    /** Some did not. */
    static final int SOME_FAILED = 1;

    private static final int NAMES = 10;

    private final MachineNames names;
    private final Map<Status, Integer> counts = new TreeMap<>();
    private final Map<String, Failed> failures = new TreeMap<>();
    private boolean didAnything;

    /** Who failed for a reason, as far as they are named. */
    private static final class Failed {
        private final List<String> machines = new ArrayList<>();
        private String remedy = "";
        private int count;
    }

    FleetSummary(MachineNames names) {
        this.names = names;
    }

    void add(Ended ended) {
        counts.merge(ended.status(), 1, Integer::sum);
        didAnything |= ended.result().isPresent();
        ended.reason().ifPresent(reason -> {
            Failed failed = failures.computeIfAbsent(reason, first -> new Failed());
            failed.count++;
            ended.remedy().ifPresent(remedy -> failed.remedy = remedy);
            if (failed.machines.size() < NAMES) {
                failed.machines.add(names.of(ended.machine()));
            }
        });
    }

    /** {@return 0 when all were done, 1 when some were not, 255 when no command has run anywhere} */
    int exitStatus(int nothing) {
        if (counts.keySet().equals(java.util.Set.of(Status.DONE))) {
            return ALL_DONE;
        }
        return didAnything || counts.containsKey(Status.DONE) ? SOME_FAILED : nothing;
    }

    /** {@return such as {@code 3 machines: 1 done, 2 failed in 1.2 s}, and the reasons} */
    List<String> lines(Duration took) {
        List<String> lines = new ArrayList<>();
        lines.add(machines(total()) + ": "
                + Arrays.stream(Status.values())
                        .filter(counts::containsKey)
                        .map(status -> counts.get(status) + " " + status.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", "))
                + " in " + Seconds.of(took));
        failures.forEach((reason, failed) -> {
            int more = failed.count - failed.machines.size();
            lines.add(reason + ", " + machines(failed.count) + ": " + String.join(", ", failed.machines)
                    + (more > 0 ? " and " + more + " more" : ""));
            if (!failed.remedy.isEmpty()) {
                lines.add("  " + failed.remedy);
            }
        });
        return lines;
    }

    private int total() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static String machines(int count) {
        return count + (count == 1 ? " machine" : " machines");
    }

    /** {@return the last line of {@code --output json}} */
    Map<String, Object> toJson(Duration took) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("type", "summary");
        json.put("machines", total());
        for (Status status : Status.values()) {
            json.put(status.name().toLowerCase(Locale.ROOT), counts.getOrDefault(status, 0));
        }
        json.put("millis", took.toMillis());
        Map<String, Integer> reasons = new LinkedHashMap<>();
        failures.forEach((reason, failed) -> reasons.put(reason, failed.count));
        json.put("reasons", reasons);
        return json;
    }
}
