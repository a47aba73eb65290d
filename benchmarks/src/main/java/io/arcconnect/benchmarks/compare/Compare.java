package io.arcconnect.benchmarks.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
     *     disciplines, all without any; or the folder and "page", which writes the page from what was measured
     * @throws Exception when a transfer fails
     */
    public static void main(String[] arguments) throws Exception {
        Path project = Path.of(arguments[0]);
        Path results = Files.createDirectories(project.resolve("benchmarks/target/compare"));
        if (arguments[1].equals("page")) {
            page(results, project.resolve("docs"));
            return;
        }
        List<Path> jdks =
                Pattern.compile(":").splitAsStream(arguments[1]).map(Path::of).toList();
        int mebibytes = Integer.parseInt(arguments[2]);
        int rounds = Integer.parseInt(arguments[3]);
        Set<Discipline> asked = asked(Arrays.asList(arguments).subList(4, arguments.length));
        String machine = Machine.facts(jdks);
        System.out.println(machine + "; " + rounds + " rounds, interleaved, medians; " + mebibytes + " MiB each");
        try (Arena arena = new Arena(project.resolve("arcconnect"), jdks)) {
            Contest contest = new Contest(arena.contestants(asked), mebibytes, rounds, machine);
            for (Discipline discipline : asked) {
                if (contest.isEnteredFor(discipline)) {
                    Result result = contest.hold(discipline);
                    if (!result.readings().isEmpty()) {
                        System.out.print(Table.text(result));
                        ResultFile.write(result, results);
                    }
                }
            }
        }
        page(results, results);
    }

    private static void page(Path results, Path folder) throws IOException {
        List<Result> all = new ArrayList<>();
        for (Discipline discipline : Discipline.values()) {
            ResultFile.read(discipline, results).ifPresent(all::add);
        }
        Files.writeString(folder.resolve("performance.md"), Page.text(all));
        Files.writeString(folder.resolve("performance.svg"), Plot.svg(all));
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
