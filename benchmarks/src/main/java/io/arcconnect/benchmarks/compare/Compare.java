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

    private static final int FAILED = 1;
    private static final int USAGE = 2;

    private Compare() {}

    /**
     * Runs it.
     *
     * @param arguments folder of the project; JDKs, separated by colons; MiB; rounds; then what to measure: parts of the names of
     *     disciplines, all without any; or the folder and "page", which writes the page from what was measured
     * @throws Exception when there is nothing to measure with; a client that fails is left out, and the exit status tells
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
        List<String> out = new ArrayList<>();
        String machine = Machine.facts(jdks);
        String commit = Commit.of(project);
        System.out.println(machine + "; commit " + commit + "; " + rounds + " rounds, interleaved, medians; "
                + mebibytes + " MiB each");
        Progress progress = new Progress(asked.size());
        for (Set<Discipline> together : Arena.together(asked)) {
            try (Arena arena = new Arena(project.resolve("arcconnect"), jdks)) {
                Contest contest =
                        new Contest(arena.contestants(together), mebibytes, rounds, machine, commit, progress, out);
                for (Discipline discipline : together) {
                    hold(contest, discipline, results);
                }
            }
        }
        page(results, results);
        if (!out.isEmpty()) {
            System.err.println("compare: no figures of " + String.join("; ", out));
            System.exit(FAILED);
        }
    }

    private static void hold(Contest contest, Discipline discipline, Path results)
            throws IOException, InterruptedException {
        Result result = contest.hold(discipline);
        if (result.readings().isEmpty()) {
            // Nothing is better than what some other run has left.
            ResultFile.remove(discipline, results);
        } else {
            System.out.print(Table.text(result));
            ResultFile.write(result, results);
        }
    }

    private static void page(Path results, Path folder) throws IOException {
        List<Result> all = new ArrayList<>();
        for (Discipline discipline : Discipline.values()) {
            ResultFile.read(discipline, results).ifPresent(all::add);
        }
        List<Figures> figures = new ArrayList<>();
        for (String name : List.of("many-idle.json", "many-fleet.json")) {
            Figures.read(results.resolve(name)).ifPresent(figures::add);
        }
        Files.writeString(folder.resolve("performance.md"), Page.text(all, figures));
        Files.writeString(folder.resolve("performance.svg"), Plot.svg(all));
    }

    private static Set<Discipline> asked(List<String> filters) {
        for (String filter : filters) {
            if (Arrays.stream(Discipline.values())
                    .noneMatch(discipline -> discipline.key().contains(filter))) {
                System.err.println("compare: nothing is called " + filter + "; there are "
                        + Arrays.stream(Discipline.values())
                                .map(Discipline::key)
                                .collect(Collectors.joining(", ")));
                System.exit(USAGE);
            }
        }
        return Arrays.stream(Discipline.values())
                .filter(discipline -> filters.isEmpty()
                        || filters.stream().anyMatch(filter -> discipline.key().contains(filter)))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Discipline.class)));
    }
}
