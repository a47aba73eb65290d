package io.arcconnect.cli;

import io.arcconnect.cli.console.TestSurroundings;
import io.arcconnect.cli.options.Azure;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** The command with all its sub-commands, to be looked at. */
final class WholeCommand {

    private WholeCommand() {}

    static CommandLine create() {
        return ArcConnectCommand.commandLine(new TestSurroundings(Path.of("nowhere")).build(), Azure.OF_THE_OPTIONS);
    }

    static Map<String, CommandLine> subCommands() {
        return create().getSubcommands();
    }

    /** {@return lines of picocli's markup as they are shown} */
    static String text(String... markup) {
        return Ansi.OFF.string(String.join("\n", markup).replace("%n", "\n").replace("%%", "%"));
    }
}
