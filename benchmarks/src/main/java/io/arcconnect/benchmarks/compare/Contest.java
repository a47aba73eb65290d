package io.arcconnect.benchmarks.compare;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All contestants of a discipline in turn, again and again, so that what else the machine does hits all of them. */
record Contest(List<Contestant> contestants, int mebibytes, int rounds, String machine) {

    private static final int WARM_UPS = 2;

    boolean isEnteredFor(Discipline discipline) {
        return contestants.stream().anyMatch(each -> each.enters(discipline));
    }

    Result hold(Discipline discipline) throws IOException, InterruptedException {
        List<Contestant> entered =
                contestants.stream().filter(each -> each.enters(discipline)).toList();
        int amount = amount(discipline);
        Map<String, List<Reading>> readings = new LinkedHashMap<>();
        for (Contestant each : entered) {
            readings.put(each.name(), new ArrayList<>());
            if (each instanceof JavaContestant) {
                for (int i = 0; i < WARM_UPS; i++) {
                    each.compete(discipline, discipline.isTimed() ? amount : Math.min(amount, 256));
                }
            }
        }
        List<Contestant> order = new ArrayList<>(entered);
        for (int round = 0; round < rounds; round++) {
            for (Contestant each : order) {
                readings.getOrDefault(each.name(), new ArrayList<>()).add(each.compete(discipline, amount));
            }
            // Nobody always comes after the same one.
            Collections.reverse(order);
        }
        return new Result(discipline, amount, machine, readings);
    }

    private int amount(Discipline discipline) {
        return switch (discipline) {
            case CONNECT -> 10;
            case SECOND -> 50;
            case COLD -> 3;
            default -> mebibytes;
        };
    }
}
