package io.arcconnect.benchmarks.compare;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Measures, prints tables, and keeps the results. Run by {@code benchmarks/compare}. */
public final class Compare {

    private Compare() {}

    /**
     * Runs it.
     *
     * @param arguments folder of the project; JDKs, separated by colons; MiB; rounds; then what to measure: parts of the names of
     *     disciplines, all without any
     * @throws Exception when a transfer fails
     */
    public static void main(String[] arguments) throws Exception {
        Path project = Path.of(arguments[0]);
        List<Path> jdks =
                Pattern.compile(":").splitAsStream(arguments[1]).map(Path::of).toList();
        int mebibytes = Integer.parseInt(arguments[2]);
        int rounds = Integer.parseInt(arguments[3]);
        Set<Discipline> asked = asked(Arrays.asList(arguments).subList(4, arguments.length));
        Path results = Files.createDirectories(project.resolve("benchmarks/target/compare"));
        String machine = Machine.facts(jdks);
        System.out.println(machine + "; " + rounds + " rounds, interleaved, medians; " + mebibytes + " MiB each");
        try (Arena arena = new Arena(project.resolve("arcconnect"), jdks)) {
            Contest contest = new Contest(arena.contestants(asked), mebibytes, rounds, machine);
            for (Discipline discipline : asked) {
                if (contest.isEnteredFor(discipline)) {
                    Result result = contest.hold(discipline);
                    System.out.print(Table.text(result));
                    ResultFile.write(result, results);
                }
            }
        }
    }

    private static Set<Discipline> asked(List<String> filters) {
        Set<Discipline> asked = Arrays.stream(Discipline.values())
                .filter(discipline -> filters.isEmpty()
                        || filters.stream().anyMatch(filter -> discipline.key().contains(filter)))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Discipline.class)));
        if (asked.isEmpty()) {
            throw new IllegalArgumentException("one of "
                    + Arrays.stream(Discipline.values()).map(Discipline::key).toList());
        }
        return asked;
    }
}
