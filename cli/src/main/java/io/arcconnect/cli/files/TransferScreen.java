package io.arcconnect.cli.files;

import io.arcconnect.cli.console.Display;
import io.arcconnect.cli.console.Surroundings;
import java.io.PrintStream;
import java.util.Optional;

/**
 * A terminal on which transfers are shown while they run.
 *
 * @param err where
 * @param display how large it is
 */
public record TransferScreen(PrintStream err, Display display) {

    /**
     * Looks whether somebody sees standard error.
     *
     * @param around the process
     * @param isQuiet whether nothing is to be shown in any case
     * @return the terminal; empty for files and pipes
     */
    public static Optional<TransferScreen> of(Surroundings around, boolean isQuiet) {
        return Optional.of(around.displays().err())
                .filter(display -> !isQuiet && display.isTerminal())
                .map(display -> new TransferScreen(around.err(), display));
    }
}
