package io.arcconnect.benchmarks.compare;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All contestants of a discipline in turn, again and again, so that what else the machine does hits all of them. */
record Contest(
        List<Contestant> contestants,
        int mebibytes,
        int rounds,
        String machine,
        String commit,
        Progress progress,
        List<String> out) {

    static final int COLD_STARTS = 3;
    /** MiB at a time. */
    private static final int ENOUGH = 1024;

    Result hold(Discipline discipline) throws InterruptedException {
        int amount = amount(discipline);
        progress.begins(discipline);
        Map<String, List<Reading>> readings = new LinkedHashMap<>();
        List<Contestant> order = new ArrayList<>();
        for (Contestant each : contestants) {
            if (each.enters(discipline) && isWarm(each, discipline, amount)) {
                order.add(each);
                readings.put(each.name(), new ArrayList<>());
            }
        }
        for (int round = 0; round < rounds; round++) {
            progress.round(discipline, round + 1, rounds);
            for (Contestant each : List.copyOf(order)) {
                try {
                    readings.getOrDefault(each.name(), new ArrayList<>()).add(each.compete(discipline, amount));
                } catch (IOException failed) {
                    isOut(each, discipline, failed);
                    order.remove(each);
                    readings.remove(each.name());
                }
            }
            // Nobody always comes after the same one.
            Collections.reverse(order);
        }
        return new Result(discipline, amount, machine, commit, readings);
    }

    private boolean isWarm(Contestant each, Discipline discipline, int amount) throws InterruptedException {
        int little = discipline.isTimed() ? amount : Math.min(amount, discipline.roundTrip() > 0 ? 64 : ENOUGH);
        try {
            each.warmUp(discipline, little);
            return true;
        } catch (IOException failed) {
            return isOut(each, discipline, failed);
        }
    }

    /** Who fails once has no figure at all, and the others still have theirs. */
    private boolean isOut(Contestant who, Discipline discipline, IOException failed) {
        out.add(who.name() + ", " + discipline.key());
        System.err.println("OUT: " + who.name() + ", " + discipline.key() + ": " + failed.getMessage());
        return false;
    }

    private int amount(Discipline discipline) {
        return switch (discipline) {
            case CONNECT -> 10;
            case SMALL_FILES_DOWN, SMALL_FILES_UP -> 1000;
            case SECOND -> 50;
            case COLD -> COLD_STARTS;
            case FAR50_DOWN -> Math.min(mebibytes, 512);
            case FAR150_DOWN -> Math.min(mebibytes, 384);
            // OpenSSH's window lets so little through that more would only take longer.
            case FAR50_UP, FAR150_UP -> Math.min(mebibytes, 128);
            default -> mebibytes;
        };
    }
}
