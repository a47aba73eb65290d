package io.arcconnect.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in one line what is wrong with the arguments, and where to read on: a page of help would hide it. */
final class BadArguments implements IParameterExceptionHandler {

    @Override
    public int handleParseException(ParameterException bad, String[] arguments) {
        CommandLine command = bad.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        PrintWriter err = command.getErr();
        if (arguments.length == 0) {
            command.usage(err, command.getColorScheme());
        } else {
            err.println(name + ": " + bad.getMessage());
            UnmatchedArgumentException.printSuggestions(bad, err);
            err.println("Try: " + name + " --help");
        }
        err.flush();
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }
}
