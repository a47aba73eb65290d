package io.arcconnect.cli.console;

/**
 * A terminal of a size.
 *
 * @param columns cells of a line
 * @param rows lines
 * @param hasColours whether it shows them
 */
record FixedDisplay(int columns, int rows, boolean hasColours) implements Display {

    static FixedDisplay of(int columns, int rows) {
        return new FixedDisplay(columns, rows, false);
    }

    @Override
    public boolean isTerminal() {
        return true;
    }
}
