package io.arcconnect.cli.console;

import java.util.Map;

/**
 * What the two standard outputs of a process go to.
 *
 * @param out standard output
 * @param err standard error
 */
public record Displays(Display out, Display err) {

    /** Files or pipes. */
    public static final Displays NONE = new Displays(Display.NONE, Display.NONE);

    /**
     * Those of this process. Nothing is looked at before somebody asks.
     *
     * @param environment variables by name
     * @return both
     */
    static Displays ofThisProcess(Map<String, String> environment) {
        return new Displays(new ProcessDisplay(1, environment), new ProcessDisplay(2, environment));
    }
}
