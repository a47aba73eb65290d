package io.arcconnect.cli.console;

import java.io.PrintStream;

/**
 * Nobody reads standard output any more, as after {@code | head -1}. A command ends then as one that SIGPIPE ends: at once,
 * without a word, with status 141.
 */
public final class OutputClosedException extends RuntimeException {

    /** What a shell says of a process that SIGPIPE has ended. */
    public static final int STATUS = 141;

    private static final long serialVersionUID = 1L;

    private OutputClosedException() {
        super("nobody reads standard output any more");
    }

    /**
     * Looks whether somebody still reads.
     *
     * @param out what was written to
     * @throws OutputClosedException when nobody does
     */
    public static void check(PrintStream out) {
        if (out.checkError()) {
            throw new OutputClosedException();
        }
    }
}
