package io.arcconnect.cli.commands;

import io.arcconnect.ArcMachine;
import io.arcconnect.cli.console.Display;
import io.arcconnect.cli.console.JsonLines;
import io.arcconnect.cli.console.Surroundings;
import io.arcconnect.cli.options.Azure;
import io.arcconnect.cli.options.AzureOptions;
import io.arcconnect.cli.options.BadArgument;
import io.arcconnect.cli.options.LoginOptions;
import io.arcconnect.cli.options.MachineOptions;
import io.arcconnect.cli.options.OutputOptions;
import io.arcconnect.cli.options.SetUpOption;
import io.arcconnect.cli.run.CommandRun;
import io.arcconnect.model.Diagnosis;
import io.arcconnect.model.MachineId;
import io.arcconnect.ssh.Ssh;
import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says what is wrong on the way to a machine. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = {
            "Looks at every step of the way to a machine and names the one thing to mend. Writes nothing. With an option of"
                    + " the login it goes on to host key and login.",
            "Each step has a name, a status, what was seen and, where something is amiss, the code that a connection would"
                    + " fail with, the cause and the fix.",
            "Status: 0 when healthy, 1 when not, 255 when it could not look, with the code on standard error, 130 after"
                    + " Ctrl-C, 2 for bad arguments."
        },
        footer = {
            "%nExamples:",
            "  arcconnect doctor -g rg -n web-01",
            "  arcconnect doctor -g rg -n web-01 --local-user ada -i ~/.ssh/id_ed25519 --output json"
        })
public final class DoctorCommand implements Callable<Integer> {

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
    OutputOptions output = new OutputOptions();

    @Option(names = "--json", description = "as --output json")
    boolean json;

    /**
     * A command.
     *
     * @param around the process
     * @param azure where to find Azure
     */
    public DoctorCommand(Surroundings around, Azure azure) {
        this.around = around;
        this.azure = azure;
    }

    @Spec
    void spec(CommandSpec own) {
        spec = own;
        SetUpOption.removeFrom(own);
    }

    @Override
    public Integer call() {
        CommandSpec command = Objects.requireNonNull(spec);
        MachineId id = valid(command, () -> machine.machine(around.environment()));
        Optional<Ssh> ssh = valid(
                command, () -> isLoginGiven(command) ? Optional.of(login.ssh(options, around)) : Optional.empty());
        Diagnosis diagnosis = CommandRun.on(azure.builder(options), arc -> {
            ArcMachine there = arc.machine(id);
            return ssh.map(there::diagnose).orElseGet(there::diagnose);
        });
        if (json || output.isJson()) {
            new JsonLines(around.out()).line(diagnosis.toJson());
        } else {
            show(diagnosis, id, command);
        }
        return diagnosis.isHealthy() ? 0 : 1;
    }

    private void show(Diagnosis diagnosis, MachineId id, CommandSpec command) {
        Display display = around.displays().out();
        PrintWriter out = command.commandLine().getOut();
        DoctorText.lines(diagnosis, display).forEach(out::println);
        DoctorText.next(diagnosis, id, GivenArguments.of(mixin(command, "options")))
                .ifPresent(out::println);
        out.flush();
    }

    private static boolean isLoginGiven(CommandSpec command) {
        List<OptionSpec> ofTheLogin = mixin(command, "login").options();
        return command.commandLine().getParseResult().matchedOptions().stream().anyMatch(ofTheLogin::contains);
    }

    private static CommandSpec mixin(CommandSpec command, String name) {
        return Objects.requireNonNull(command.mixins().get(name), name);
    }

    static MachineId machine(CommandSpec command, String resourceId) {
        return valid(command, () -> MachineId.parse(resourceId));
    }

    /** Turns what the library says of a bad argument into what picocli says of one. */
    static <T> T valid(CommandSpec command, Supplier<T> argument) {
        return BadArgument.in(command, argument);
    }
}
