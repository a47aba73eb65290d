package io.arcconnect.cli.commands;

import io.arcconnect.ArcMachine;
import io.arcconnect.cli.console.InputBytes;
import io.arcconnect.cli.console.Screen;
import io.arcconnect.cli.console.Surroundings;
import io.arcconnect.cli.options.Azure;
import io.arcconnect.cli.options.AzureOptions;
import io.arcconnect.cli.options.BadArgument;
import io.arcconnect.cli.options.LoginOptions;
import io.arcconnect.cli.options.MachineOptions;
import io.arcconnect.cli.run.CommandRun;
import io.arcconnect.model.MachineId;
import io.arcconnect.ssh.Exec;
import io.arcconnect.ssh.Recording;
import io.arcconnect.ssh.RemoteShell;
import io.arcconnect.ssh.Ssh;
import io.arcconnect.ssh.SshSession;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import reactor.core.publisher.Mono;

/** Opens a shell in this terminal. */
@Command(
        name = "shell",
        mixinStandardHelpOptions = true,
        description = {
            "Opens a shell on a machine in this terminal, as az ssh arc does. Every key goes to the machine, Ctrl-C"
                    + " too; ~. after Enter leaves a machine that does not answer, ~~ is one ~.",
            "Without a terminal, the shell reads its commands from the input.",
            "Status: the shell's own; 128 and the number of the signal that ended it; 255 for what ArcConnect could"
                    + " not do, with the code on standard error; 2 for bad arguments."
        },
        footer = {
            "%nExamples:",
            "  arcconnect shell -g rg -n web-01 --local-user ada",
            "  arcconnect shell -g rg -n web-01 --local-user ada --record ~/recordings",
            "  arcconnect shell -g rg -n web-01 --local-user ada -- top"
        })
public final class ShellCommand implements Callable<Integer> {

    private final Surroundings around;
    private final Azure azure;

    private @Nullable CommandSpec spec;

    @Mixin
    MachineOptions machine = new MachineOptions();

    @Mixin
    AzureOptions options = new AzureOptions();

    @Mixin
    LoginOptions login = new LoginOptions();

    @Option(
            names = "--record",
            paramLabel = "DIR",
            description = "keep what the terminal shows as an asciicast in this directory, without what is typed")
    @Nullable
    Path record;

    @Option(names = "--env", paramLabel = "NAME=VALUE", description = "set a variable, where the server allows it")
    Map<String, String> environment = new LinkedHashMap<>();

    @Parameters(arity = "0..*", paramLabel = "COMMAND", description = "run this in the terminal instead of a shell")
    List<String> words = List.of();

    /**
     * A command.
     *
     * @param around the process
     * @param azure where to find Azure
     */
    public ShellCommand(Surroundings around, Azure azure) {
        this.around = around;
        this.azure = azure;
    }

    /** What follows the first word of the command is the command's, options and all. */
    @Spec
    void spec(CommandSpec own) {
        spec = own;
        var unused = own.parser().stopAtPositional(true);
    }

    @Override
    public Integer call() {
        Optional<String> command = words.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", words));
        Optional<Screen> screen = around.terminal().screen();
        if (screen.isEmpty()) {
            BadArgument.in(spec, this::requireNoRecording);
            return reach((there, ssh) -> there.use(ssh, session -> withoutTerminal(session, command)));
        }
        ShellRun shell = new ShellRun(
                around, screen, command, Optional.ofNullable(record).map(Recording::in));
        return reach((there, ssh) -> shell.on(there, ssh, environment));
    }

    private int reach(BiFunction<ArcMachine, Ssh, Mono<Integer>> work) {
        MachineId id = machine.machine(around.environment());
        return CommandRun.on(azure.builder(options), arc -> login.reach(arc.machine(id), options, around, work));
    }

    private boolean requireNoRecording() {
        if (record != null) {
            throw new IllegalArgumentException("--record keeps what a terminal shows, and the input is none");
        }
        return true;
    }

    /** As ssh does when its input is no terminal. */
    private Mono<Integer> withoutTerminal(SshSession session, Optional<String> command) {
        Exec shell = Exec.command(command.orElseGet(() -> loginShell(session.shell())));
        for (Map.Entry<String, String> variable : environment.entrySet()) {
            shell = shell.env(variable.getKey(), variable.getValue());
        }
        return new ExecRun(around).on(session, shell.stdin(InputBytes.of(around.in())));
    }

    private static String loginShell(RemoteShell shell) {
        return switch (shell) {
            case POSIX -> "exec $SHELL -l";
            case CMD -> "cmd";
            case WINDOWS_POWERSHELL -> "powershell -NoLogo -Command -";
            case PWSH -> "pwsh -NoLogo -Command -";
        };
    }
}
