package io.arcconnect.benchmarks.compare;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** All results for docs/performance.md. */
final class Page {

    private static final String HEAD = """
            # Performance

            Written by `benchmarks/compare page` from the results of `benchmarks/compare`. Emulator with its relay, OpenSSH's server and every client are processes
            of their own on one computer; all clients of a table took turns, and a figure is the median of the rounds. CPU is the client's alone, threads, children
            and proxy included, and the dependable figure where all processes share the cores. Transfers include connecting, key exchange and login, but for
            those from far away, where the session is open before. Ciphers are aes128-gcm unless a name says otherwise; ArcConnect's bytes are encrypted
            for the relay's TLS on top, those of "direct" are not. "x" is beside the first line; for times, less is better.

            ![What was measured](performance.svg)

            """;

    private Page() {}

    static String text(List<Result> results) {
        StringBuilder page = new StringBuilder(HEAD);
        page.append(
                "## What was to be reached\n\n| | | wanted | measured | reached |\n| --- | --- | --- | --- | --- |\n");
        for (Target target : Target.ALL) {
            Optional<Result> result = results.stream()
                    .filter(each -> each.discipline() == target.discipline())
                    .findFirst();
            result.ifPresentOrElse(
                    measured -> target.rows(measured)
                            .forEach(row -> page.append(row).append('\n')),
                    () -> page.append("| ")
                            .append(target.discipline().title())
                            .append(" | ")
                            .append(target.what())
                            .append(" | | | not measured |\n"));
        }
        results.forEach(result -> page.append(section(result)));
        return page.toString();
    }

    private static String section(Result result) {
        String newer = result.machine().contains(" and ") ? "NEWER_JDK=… " : "";
        String amount = result.amount() + (result.discipline().isTimed() ? " times" : " MiB");
        return String.format(
                Locale.ROOT,
                "%n## %s%n`%sbenchmarks/compare %d %d %s`: %d rounds of %s; %s.%n%n%s",
                Character.toUpperCase(result.discipline().title().charAt(0))
                        + result.discipline().title().substring(1),
                newer,
                result.discipline().isTimed() ? 1024 : result.amount(),
                result.rounds(),
                result.discipline().key(),
                result.rounds(),
                amount,
                result.machine(),
                Table.markdown(result));
    }
}
