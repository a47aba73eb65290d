package io.arcconnect.benchmarks.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** All results for docs/performance.md. */
final class Page {

    private static final String HEAD = """
            # Performance

            Written by `benchmarks/compare page` from the results of `benchmarks/compare`, which is `./arcconnect bench` as well; `page-run` measures all that
            clients take turns in, `benchmarks/many page-run` the rest. Emulator with its relay, OpenSSH's server and every client are processes of their own on
            one computer; all clients of a table took turns, and a figure is the median of the rounds. CPU is the client's alone, threads, children and proxy
            included, and the dependable figure where all processes share the cores. Libraries run in JVMs that are warm, after two to six goes that do not
            count; programs are started for each go, within its time, but for forwards and tunnels. Transfers include connecting, key exchange and login, but for
            forwards, tunnels and those from far away, where the session is open before. What is carried are zeros, and files are in memory.
            Ciphers are aes128-gcm unless a name says otherwise; ArcConnect's bytes are encrypted for the relay's TLS on top, those of "direct" are not. "x" is
            beside the first line; for times, less is better.

            ![What was measured](performance.svg)

            """;

    private Page() {}

    static String text(List<Result> results, List<Figures> figures) {
        StringBuilder page = new StringBuilder(HEAD).append(warning(results, figures));
        page.append(
                "## What was to be reached\n\n| | | wanted | measured | reached |\n| --- | --- | --- | --- | --- |\n");
        for (Target target : Target.ALL) {
            List<String> rows = results.stream()
                    .filter(each -> each.discipline() == target.discipline())
                    .flatMap(each -> target.rows(each).stream())
                    .toList();
            rows.forEach(row -> page.append(row).append('\n'));
            if (rows.isEmpty()) {
                page.append("| ")
                        .append(target.discipline().title())
                        .append(" | ")
                        .append(target.what())
                        .append(" | | | not measured |\n");
            }
        }
        for (Figures each : figures) {
            each.goals().forEach(goal -> page.append(goal.row(each.title())).append('\n'));
        }
        results.forEach(result -> page.append(section(result)));
        figures.forEach(each -> page.append(section(each)));
        return page.toString();
    }

    /** Nothing, where all was measured with one commit. */
    private static String warning(List<Result> results, List<Figures> figures) {
        Map<String, List<String>> tables = new LinkedHashMap<>();
        for (Result result : results) {
            tables.computeIfAbsent(result.commit(), commit -> new ArrayList<>())
                    .add(result.discipline().key());
        }
        for (Figures each : figures) {
            tables.computeIfAbsent(each.commit(), commit -> new ArrayList<>()).add(each.title());
        }
        if (tables.size() < 2) {
            return "";
        }
        StringBuilder text =
                new StringBuilder("**The tables are of different commits**, so that one says nothing about another:\n");
        tables.forEach((commit, names) -> text.append("- ")
                .append(commit)
                .append(": ")
                .append(String.join(", ", names))
                .append('\n'));
        return text.append('\n').toString();
    }

    private static String section(Result result) {
        String newer = result.machine().contains(" and ") ? "NEWER_JDK=… " : "";
        String amount = result.amount() + (result.discipline().isTimed() ? " times" : " MiB");
        return String.format(
                Locale.ROOT,
                "%n## %s%n`%sbenchmarks/compare %d %d %s`: %d rounds of %s; %s; commit %s.%n%n%s",
                capital(result.discipline().title()),
                newer,
                result.discipline().isTimed() ? 1024 : result.amount(),
                result.rounds(),
                result.discipline().key(),
                result.rounds(),
                amount,
                result.machine(),
                result.commit(),
                Table.markdown(result));
    }

    private static String section(Figures figures) {
        return String.format(
                Locale.ROOT,
                "%n## %s%n%s; %s; commit %s.%n%n%s",
                capital(figures.title()),
                figures.told(),
                figures.machine(),
                figures.commit(),
                figures.table());
    }

    private static String capital(String title) {
        return Character.toUpperCase(title.charAt(0)) + title.substring(1);
    }
}
