package io.arcconnect.cli.options;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The {@code --yes} of {@link LoginOptions}, for commands that log in and never set up what is missing. */
public final class SetUpOption {

    private SetUpOption() {}

    /**
     * Takes it out, so that nobody agrees to what is not going to be done.
     *
     * @param command one that has {@link LoginOptions}
     */
    public static void removeFrom(CommandSpec command) {
        OptionSpec option = command.findOption("--yes");
        if (option != null) {
            var unused = command.remove(option);
        }
    }
}
