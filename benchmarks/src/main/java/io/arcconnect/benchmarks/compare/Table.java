package io.arcconnect.benchmarks.compare;

import java.util.Locale;

/** A result for a terminal, or for a page. */
final class Table {

    private Table() {}

    static String text(Result result) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%n%-46s %9s %6s %9s%n",
                result.discipline().title(),
                result.discipline().isTimed() ? "ms" : "MiB/s",
                "x",
                result.discipline().isTimed() ? "CPU ms" : "CPU s/GiB"));
        for (String name : result.readings().keySet()) {
            text.append(String.format(
                    Locale.ROOT,
                    "%-46s %9s %6.2f %9s%n",
                    name,
                    wall(result, name),
                    result.ratio(name),
                    cpu(result, name)));
        }
        return text.toString();
    }

    static String markdown(Result result) {
        StringBuilder text = new StringBuilder(
                result.discipline().isTimed()
                        ? "| | ms | x | client CPU ms |\n| --- | --- | --- | --- |\n"
                        : "| | MiB/s | x | client CPU s/GiB |\n| --- | --- | --- | --- |\n");
        for (String name : result.readings().keySet()) {
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %s | %.2f | %s |%n",
                    name,
                    wall(result, name),
                    result.ratio(name),
                    cpu(result, name)));
        }
        return text.toString();
    }

    private static String wall(Result result, String name) {
        double wall = result.wall(name);
        return String.format(Locale.ROOT, wall < 20 ? "%.1f" : "%.0f", wall);
    }

    private static String cpu(Result result, String name) {
        return String.format(Locale.ROOT, result.discipline().isTimed() ? "%.1f" : "%.2f", result.cpu(name));
    }
}
