package io.arcconnect.cli.run;

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
    public static final int STATUS = 255;

    private static final int INTERRUPTED = 130;

    /** The handler. */
    public Failures() {}

    @Override
    public int handleExecutionException(Exception failed, CommandLine command, ParseResult arguments) {
        PrintWriter err = command.getErr();
        if (failed instanceof CancellationException) {
            return INTERRUPTED;
        }
        if (failed instanceof OutputClosedException) {
            return OutputClosedException.STATUS;
        }
        err.println("arcconnect: " + text(failed));
        err.flush();
        return STATUS;
    }

    private static String text(Exception failed) {
        return failed instanceof ArcConnectException || failed instanceof UncheckedIOException
                ? inOurWords(String.valueOf(failed.getMessage()))
                : failed.toString();
    }

    /** What a program says to the library, a person says with an option. */
    private static String inOurWords(String message) {
        return message.replace("builder.servicePolicy(ServicePolicy.ENABLE_IF_MISSING)", "--yes")
                .replace("ServicePolicy.REPLACE_PORT", "--yes and --port");
    }
}
