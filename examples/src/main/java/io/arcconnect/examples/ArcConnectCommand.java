package io.arcconnect.examples;

import io.arcconnect.examples.commands.DoctorCommand;
import io.arcconnect.examples.commands.ProvisionCommand;
import io.arcconnect.examples.demo.DemoCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code arcconnect} command. */
@Command(
        name = "arcconnect",
        description = "SSH and RDP to Azure Arc and Azure Local machines, inside the JVM.",
        mixinStandardHelpOptions = true,
        version = "arcconnect 0.1.0-SNAPSHOT",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {DemoCommand.class, ProvisionCommand.class, DoctorCommand.class, CommandLine.HelpCommand.class})
public final class ArcConnectCommand {

    private ArcConnectCommand() {}

    /**
     * Runs the command and ends the JVM with its status: 0 when everything held, 1 when something did not, 2 for bad
     * arguments.
     *
     * @param args as the user typed them
     */
    public static void main(String[] args) {
        System.exit(new CommandLine(new ArcConnectCommand()).execute(args));
    }
}
