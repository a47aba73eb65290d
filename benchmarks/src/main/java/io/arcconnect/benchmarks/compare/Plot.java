package io.arcconnect.benchmarks.compare;

import java.util.List;
import java.util.Locale;

/** Results as bars in one SVG: the same results, the same bytes. */
final class Plot {

    private static final int WIDTH = 940;
    private static final int LEFT = 300;
    private static final int LONGEST = 400;
    private static final int LINE = 20;
    private static final int HEAD = 34;

    private final StringBuilder svg = new StringBuilder();
    private int y = 10;

    private Plot() {}

    static String svg(List<Result> results) {
        Plot plot = new Plot();
        results.forEach(plot::panel);
        return String.format(
                        Locale.ROOT,
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\""
                                + " font-family=\"sans-serif\" font-size=\"13\">\n"
                                + "<rect width=\"100%%\" height=\"100%%\" fill=\"#ffffff\"/>\n",
                        WIDTH,
                        plot.y + 10)
                + plot.svg + "</svg>\n";
    }

    private void panel(Result result) {
        boolean timed = result.discipline().isTimed();
        text(10, y + 22, "start", "bold", result.discipline().title() + (timed ? ", ms (less is better)" : ", MiB/s"));
        y += HEAD;
        double most = result.readings().keySet().stream()
                .mapToDouble(result::wall)
                .max()
                .orElse(1);
        for (String name : result.readings().keySet()) {
            int length = (int) Math.max(1, Math.round(result.wall(name) / most * LONGEST));
            text(LEFT - 8, y + 14, "end", "normal", name);
            svg.append(String.format(
                    Locale.ROOT,
                    "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\"/>\n",
                    LEFT,
                    y + 2,
                    length,
                    LINE - 4,
                    Names.isOurs(name) ? "#1f6feb" : "#9aa4af"));
            String label = timed
                    ? String.format(Locale.ROOT, "%.1f (CPU %.1f ms)", result.wall(name), result.cpu(name))
                    : String.format(Locale.ROOT, "%.0f (CPU %.2f s/GiB)", result.wall(name), result.cpu(name));
            text(LEFT + length + 6, y + 14, "start", "normal", label);
            y += LINE;
        }
    }

    private void text(int x, int baseline, String anchor, String weight, String words) {
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\" font-weight=\"%s\" fill=\"#1b1f24\">%s</text>\n",
                x,
                baseline,
                anchor,
                weight,
                words.replace("&", "&amp;").replace("<", "&lt;")));
    }
}
