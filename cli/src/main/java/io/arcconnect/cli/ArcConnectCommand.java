package io.arcconnect.cli;

import io.arcconnect.cli.console.OutputClosedException;
import io.arcconnect.cli.console.Surroundings;
import io.arcconnect.cli.options.Azure;
import io.arcconnect.cli.options.LogLevel;
import io.arcconnect.cli.run.Failures;
import java.io.PrintStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code arcconnect} command. */
@Command(
        name = "arcconnect",
        description = "SSH and RDP to Azure Arc and Azure Local machines, inside the JVM.",
        mixinStandardHelpOptions = true,
        version = "arcconnect 0.1.0-SNAPSHOT",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "%nExamples:",
            "  arcconnect demo                       the whole path, on this computer",
            "  arcconnect help doctor                what a sub-command does",
            "  eval \"$(arcconnect completion bash)\"  words completed by the shell"
        })
public final class ArcConnectCommand {

    private ArcConnectCommand() {}

    /**
     * Runs the command and ends the JVM with its status: that of a remote command, or 0; 255 for what ArcConnect itself could
     * not do, with the code on standard error; 2 for bad arguments; 130 after Ctrl-C.
     *
     * @param typed by the user
     */
    public static void main(String[] typed) {
        String[] args = PeerWords.meant(SubCommands.names(), typed);
        LogLevel.set(args);
        Surroundings around = Surroundings.ofThisProcess();
        System.exit(ended(commandLine(around, Azure.in(around), args).execute(args), around.out()));
    }

    /** A result that nobody could take, because the disk is full or the reader has gone, is no success. */
    static int ended(int status, PrintStream out) {
        return out.checkError() && status == 0 ? OutputClosedException.STATUS : status;
    }

    /**
     * Makes the command, with no more sub-commands than the arguments need, because each costs time at the start.
     *
     * @param around the process that it runs in
     * @param azure where to find Azure
     * @param args as the user typed them
     * @return the command, to be executed
     */
    static CommandLine commandLine(Surroundings around, Azure azure, String... args) {
        CommandFactory factory = new CommandFactory(around, azure);
        CommandLine root = new CommandLine(new ArcConnectCommand(), factory);
        SubCommands.neededFor(args).forEach((name, type) -> root.addSubcommand(name, type.get()));
        return HelpColours.on(HelpLayout.on(root), around.displays())
                .setOut(around.outText())
                .setErr(around.errText())
                .setParameterExceptionHandler(new BadArguments())
                .setExecutionExceptionHandler(new Failures());
    }
}
