package io.arcconnect.cli.console;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A table for people: a heading, a line each, columns as wide as what is in them. Cells are cleaned, see
 * {@link Harmless#line}. On a terminal it is made to fit: the widest columns are cut, with an ellipsis, each to no less than
 * its heading or 8 cells. Elsewhere nothing is cut.
 */
public final class Table {

    private static final String BETWEEN = "  ";
    private static final int NARROWEST = 8;

    private final List<String> headings;
    private final Set<Integer> numbers = new HashSet<>();
    private final List<List<Cell>> rows = new ArrayList<>();

    private Table(List<String> headings) {
        this.headings = headings;
    }

    /** A text and what it means. */
    private record Cell(String text, Paint paint) {}

    /**
     * Starts a table.
     *
     * @param headings of the columns; all of them empty for no heading line
     * @return a table without rows
     */
    public static Table of(String... headings) {
        return new Table(List.of(headings));
    }

    /**
     * Sets columns flush right.
     *
     * @param columns counted from 0
     * @return this
     */
    public Table numbers(int... columns) {
        IntStream.of(columns).forEach(numbers::add);
        return this;
    }

    /**
     * Adds a row.
     *
     * @param cells one for each column
     * @return this
     * @throws IllegalArgumentException when there are more or fewer
     */
    public Table row(String... cells) {
        return row(Paint.PLAIN, -1, cells);
    }

    /**
     * Adds a row with a cell that has a meaning.
     *
     * @param paint the meaning
     * @param column of which cell, counted from 0
     * @param cells one for each column
     * @return this
     * @throws IllegalArgumentException when there are more or fewer
     */
    public Table row(Paint paint, int column, String... cells) {
        if (cells.length != headings.size()) {
            throw new IllegalArgumentException("a row has " + headings.size() + " cells, not " + cells.length);
        }
        rows.add(IntStream.range(0, cells.length)
                .mapToObj(i -> new Cell(Harmless.line(cells[i]), i == column ? paint : Paint.PLAIN))
                .toList());
        return this;
    }

    /**
     * Sets it.
     *
     * @param display where it is going to be
     * @return its lines
     */
    public List<String> lines(Display display) {
        int[] widths = widths();
        if (display.isTerminal()) {
            shrink(widths, display.columns() - 1);
        }
        List<String> lines = new ArrayList<>();
        if (headings.stream().anyMatch(heading -> !heading.isEmpty())) {
            lines.add(line(
                    headings.stream().map(text -> new Cell(text, Paint.STRONG)).toList(), widths, display));
        }
        rows.forEach(row -> lines.add(line(row, widths, display)));
        return lines;
    }

    private int[] widths() {
        int[] widths = headings.stream().mapToInt(Cells::of).toArray();
        for (List<Cell> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], Cells.of(row.get(i).text()));
            }
        }
        return widths;
    }

    private void shrink(int[] widths, int room) {
        int excess = Arrays.stream(widths).sum() + BETWEEN.length() * (widths.length - 1) - room;
        while (excess-- > 0) {
            int widest = IntStream.range(0, widths.length)
                    .filter(i -> widths[i] > Math.max(NARROWEST, Cells.of(headings.get(i))))
                    .reduce((a, b) -> widths[b] >= widths[a] ? b : a)
                    .orElse(-1);
            if (widest < 0) {
                return;
            }
            widths[widest]--;
        }
    }

    private String line(List<Cell> row, int[] widths, Display display) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String text = Cells.fit(row.get(i).text(), Math.max(1, widths[i]));
            String set = numbers.contains(i) ? Cells.padLeft(text, widths[i]) : Cells.pad(text, widths[i]);
            boolean last = i == widths.length - 1;
            line.append(display.painted(row.get(i).paint(), last ? set.stripTrailing() : set))
                    .append(last ? "" : BETWEEN);
        }
        return line.toString().stripTrailing();
    }
}
