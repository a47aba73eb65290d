package io.arcconnect.cli.run;

import io.arcconnect.cli.console.ExitCodes;
import io.arcconnect.cli.console.OutputClosedException;
import io.arcconnect.error.ArcConnectException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.concurrent.CancellationException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Says in one line why a command failed, code first, and ends it with 255 as OpenSSH does. */
public final class Failures implements IExecutionExceptionHandler {

    /** What a command ends with when ArcConnect itself could not do its part. */
    public static final int STATUS = ExitCodes.FAILED;

    private static final int INTERRUPTED = 130;

    /** The handler. */
    public Failures() {}

    @Override
    public int handleExecutionException(Exception failed, CommandLine command, ParseResult arguments) {
        if (failed instanceof CancellationException) {
            return INTERRUPTED;
        }
        if (failed instanceof OutputClosedException) {
            return OutputClosedException.STATUS;
        }
        PrintWriter err = command.getErr();
        err.println("arcconnect: " + text(failed));
        err.flush();
        return failed instanceof IllegalArgumentException ? CommandLine.ExitCode.USAGE : STATUS;
    }

    private static String text(Exception failed) {
        if (failed instanceof ArcConnectException known) {
            return Remedies.message(known);
        }
        return failed instanceof UncheckedIOException || failed instanceof IllegalArgumentException
                ? String.valueOf(failed.getMessage())
                : failed.toString();
    }
}
