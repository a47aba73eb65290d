package io.arcconnect.cli;

import io.arcconnect.cli.console.Surroundings;
import io.arcconnect.cli.options.Azure;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.function.Function;

/** Asks a command for its help as the process does. Loaded anew by a loader that sees what is loaded for it. */
public final class HelpProbe implements Function<String, String> {

    /** Made by reflection. */
    public HelpProbe() {}

    @Override
    public String apply(String name) {
        StringWriter help = new StringWriter();
        Surroundings around = Surroundings.ofThisProcess();
        int status = ArcConnectCommand.commandLine(around, Azure.in(around), name, "--help")
                .setOut(new PrintWriter(help))
                .execute(name, "--help");
        return status + " " + help;
    }
}
