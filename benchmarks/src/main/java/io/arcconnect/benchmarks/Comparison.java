package io.arcconnect.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

/** The same transfer by several means in turn, the first of which is what the others are held against. */
record Comparison(Map<String, List<Sample>> samples) {

    static Comparison of(Map<String, Callable<Sample>> means, int rounds) throws Exception {
        Map<String, List<Sample>> samples = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            for (Map.Entry<String, Callable<Sample>> one : means.entrySet()) {
                samples.computeIfAbsent(one.getKey(), name -> new ArrayList<>())
                        .add(one.getValue().call());
            }
        }
        return new Comparison(samples);
    }

    void print(String direction) {
        double reference = Sample.medianSpeed(samples.values().iterator().next());
        System.out.printf(Locale.ROOT, "%n%-34s %8s %6s %14s%n", direction, "MiB/s", "x ssh", "client s/GiB");
        samples.forEach((name, all) -> System.out.printf(
                Locale.ROOT,
                "%-34s %8.0f %6.2f %14.2f%n",
                name,
                Sample.medianSpeed(all),
                Sample.medianSpeed(all) / reference,
                Sample.medianCpu(all)));
    }
}
