package io.arcconnect.cli;

import io.arcconnect.cli.console.Displays;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;

/**
 * Colours in help, by the same rule as everywhere else in the command: on a terminal, unless its environment says no. Asking
 * about the terminal takes a process, so nobody asks before there is help to show.
 */
final class HelpColours {

    private HelpColours() {}

    static CommandLine on(CommandLine command, Displays displays) {
        return command.setColorScheme(Help.defaultColorScheme(Ansi.OFF))
                .setHelpFactory((spec, plain) ->
                        new Help(spec, isColoured(displays) ? Help.defaultColorScheme(Ansi.ON) : plain));
    }

    /** Help goes to standard output when it was asked for, and to standard error behind a bad argument. */
    private static boolean isColoured(Displays displays) {
        return displays.out().hasColours() && displays.err().hasColours();
    }
}
