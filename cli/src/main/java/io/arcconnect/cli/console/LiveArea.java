package io.arcconnect.cli.console;

import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/**
 * The last lines of a terminal, which show how something goes on and are drawn again while it does. They take no more than
 * the terminal's height, less one line, and no more than its width; a change of either is followed. Where there is no terminal
 * nothing is drawn, and only what is {@linkplain #print printed} is seen.
 */
public final class LiveArea implements AutoCloseable {

    private static final long INTERVAL_MILLIS = 125;
    private static final String ERASE_BELOW = "\u001b[J";

    private final PrintStream err;
    private final Display display;
    private final IntFunction<List<String>> content;
    private final ScheduledExecutorService clock;
    private List<String> drawn = List.of();
    private boolean paused;
    private boolean closed;

    /** An area that is drawn only when somebody says so. */
    LiveArea(PrintStream err, Display display, IntFunction<List<String>> content) {
        this.err = err;
        this.display = display;
        this.content = content;
        this.clock = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "arcconnect-live");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Begins to draw, eight times a second.
     *
     * @param err what the terminal shows
     * @param display how large it is
     * @param content given how many lines there are, the lines to show, harmless; more are left out
     * @return the area, which the caller closes
     */
    public static LiveArea open(PrintStream err, Display display, IntFunction<List<String>> content) {
        LiveArea area = new LiveArea(err, display, content);
        if (display.isTerminal()) {
            var unused = area.clock.scheduleWithFixedDelay(area::draw, 0, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
        }
        return area;
    }

    /** Draws what is there to be seen now. */
    public synchronized void draw() {
        if (!closed && !paused && display.isTerminal()) {
            List<String> lines = content.apply(Math.max(1, display.rows() - 1)).stream()
                    .limit(Math.max(1, display.rows() - 1))
                    .toList();
            err.print(erasing()
                    + String.join("", lines.stream().map(line -> line + "\n").toList()));
            err.flush();
            drawn = lines;
        }
    }

    /**
     * Prints something that stays, above the area.
     *
     * @param printing prints whole lines, to standard error or output, which may be the same terminal
     */
    public synchronized void print(Runnable printing) {
        err.print(erasing());
        err.flush();
        drawn = List.of();
        printing.run();
        draw();
    }

    /** Takes the lines away until {@link #resume}, such as for a question. */
    public synchronized void pause() {
        err.print(erasing());
        err.flush();
        drawn = List.of();
        paused = true;
    }

    /** Draws again. */
    public synchronized void resume() {
        paused = false;
        draw();
    }

    /** A terminal that has become narrower has broken the lines that were drawn. */
    private String erasing() {
        int columns = Math.max(1, display.columns());
        int rows = drawn.stream()
                .mapToInt(line -> Math.max(1, (Cells.of(withoutColours(line)) + columns - 1) / columns))
                .sum();
        return rows == 0 ? "" : "\u001b[" + rows + "A\r" + ERASE_BELOW;
    }

    private static String withoutColours(String line) {
        return line.indexOf('\u001b') < 0 ? line : line.replaceAll("\u001b\\[[0-9;]*m", "");
    }

    /** Takes the lines away. Closing twice is one close. */
    @Override
    public synchronized void close() {
        clock.shutdownNow();
        if (!closed) {
            closed = true;
            err.print(erasing());
            err.flush();
            drawn = List.of();
        }
    }
}
