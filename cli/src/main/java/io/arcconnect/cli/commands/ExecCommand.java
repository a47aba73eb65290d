package io.arcconnect.cli.commands;

import io.arcconnect.ArcMachine;
import io.arcconnect.cli.console.InputBytes;
import io.arcconnect.cli.console.Screen;
import io.arcconnect.cli.console.Surroundings;
import io.arcconnect.cli.options.Azure;
import io.arcconnect.cli.options.AzureOptions;
import io.arcconnect.cli.options.BadArgument;
import io.arcconnect.cli.options.DurationText;
import io.arcconnect.cli.options.LoginOptions;
import io.arcconnect.cli.options.MachineOptions;
import io.arcconnect.cli.options.SudoOptions;
import io.arcconnect.cli.run.CommandRun;
import io.arcconnect.model.MachineId;
import io.arcconnect.ssh.Exec;
import io.arcconnect.ssh.Ssh;
import java.time.Duration;
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

/** Runs one command. */
@Command(
        name = "exec",
        mixinStandardHelpOptions = true,
        description = {
            "Runs a command on a machine, as ssh does: its input, output and errors are those of this process.",
            "Status: the command's own; 128 and the number of the signal that ended it; 255 for what ArcConnect"
                    + " could not do, with the code on standard error; 130 after Ctrl-C; 2 for bad arguments."
        },
        footer = {
            "%nExamples:",
            "  arcconnect exec -g rg -n web-01 --local-user ada uptime",
            "  arcconnect exec -g rg -n web-01 --local-user ada 'cat > /tmp/app.conf' < app.conf",
            "  arcconnect exec -g rg -n web-01 --local-user ada --sudo -- systemctl restart nginx"
        })
public final class ExecCommand implements Callable<Integer> {

    private final Surroundings around;
    private final Azure azure;

    private @Nullable CommandSpec spec;

    @Mixin
    MachineOptions machine = new MachineOptions();

    @Mixin
    AzureOptions options = new AzureOptions();

    @Mixin
    LoginOptions login = new LoginOptions();

    @Mixin
    SudoOptions sudo = new SudoOptions();

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            converter = DurationText.class,
            description = "end the command when it takes longer, such as 90s or 5m")
    @Nullable
    Duration timeout;

    @Option(names = "--env", paramLabel = "NAME=VALUE", description = "set a variable of the command's environment")
    Map<String, String> environment = new LinkedHashMap<>();

    @Option(
            names = {"-t", "--terminal"},
            description = "run it in a terminal, as top and editors need it; twice: also when there is none here")
    boolean[] terminal = {};

    @Option(names = "--no-stdin", description = "give the command an empty input")
    boolean noStdin;

    @Parameters(
            arity = "1..*",
            paramLabel = "COMMAND",
            description = "what the machine's shell reads, joined by spaces")
    List<String> words = List.of();

    /**
     * A command.
     *
     * @param around the process
     * @param azure where to find Azure
     */
    public ExecCommand(Surroundings around, Azure azure) {
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
        Optional<Screen> screen =
                terminal.length == 0 ? Optional.empty() : around.terminal().screen();
        if (terminal.length > 1 || screen.isPresent()) {
            ShellRun shell = BadArgument.in(spec, () -> inTerminal(screen));
            return reach((there, ssh) -> shell.on(there, ssh, environment));
        }
        Exec command = BadArgument.in(spec, this::command);
        return reach((there, ssh) -> there.use(ssh, session -> new ExecRun(around).on(session, command)));
    }

    private int reach(BiFunction<ArcMachine, Ssh, Mono<Integer>> work) {
        MachineId id = machine.machine(around.environment());
        return CommandRun.on(azure.builder(options), arc -> login.reach(arc.machine(id), options, around, work));
    }

    private ShellRun inTerminal(Optional<Screen> screen) {
        if (timeout != null || sudo.isWanted()) {
            throw new IllegalArgumentException("in a terminal there is neither --timeout nor --sudo: type sudo there");
        }
        return new ShellRun(around, screen, Optional.of(String.join(" ", words)), Optional.empty());
    }

    private Exec command() {
        Exec command = Exec.command(String.join(" ", words));
        for (Map.Entry<String, String> variable : environment.entrySet()) {
            command = command.env(variable.getKey(), variable.getValue());
        }
        command = timeout == null ? command : command.timeout(timeout);
        command = noStdin ? command : command.stdin(InputBytes.of(around.in()));
        return sudo.on(command, around, login.localUser());
    }
}
