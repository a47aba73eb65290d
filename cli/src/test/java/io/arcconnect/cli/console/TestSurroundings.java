package io.arcconnect.cli.console;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The surroundings of a command under test: nothing of them is this process's own. */
public final class TestSurroundings {

    private final ScriptedTerminal terminal = new ScriptedTerminal();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Map<String, String> environment = new HashMap<>();
    private final Path home;
    private byte[] input = {};
    private Displays displays = Displays.NONE;

    /**
     * Surroundings without a person, input or variables.
     *
     * @param home an empty folder
     */
    public TestSurroundings(Path home) {
        this.home = home;
    }

    /** {@return the person at the terminal} */
    public ScriptedTerminal terminal() {
        return terminal;
    }

    /** Sets a variable. */
    public TestSurroundings set(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** Sets what comes from standard input. */
    public TestSurroundings input(byte[] bytes) {
        input = bytes.clone();
        return this;
    }

    /** Lets standard error be a terminal of a size, without colours. */
    public TestSurroundings errOnTerminal(int columns, int rows) {
        displays = new Displays(displays.out(), FixedDisplay.of(columns, rows));
        return this;
    }

    /** Lets standard output be a terminal of a size, with colours. */
    public TestSurroundings outOnTerminal(int columns, int rows) {
        displays = new Displays(new FixedDisplay(columns, rows, true), displays.err());
        return this;
    }

    /** {@return what was written to standard output} */
    public String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    /** {@return what was written to standard error} */
    public String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    /** {@return what a command is given} */
    public Surroundings build() {
        return new Surroundings(
                terminal,
                new ByteArrayInputStream(input),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                environment,
                home,
                displays);
    }
}
