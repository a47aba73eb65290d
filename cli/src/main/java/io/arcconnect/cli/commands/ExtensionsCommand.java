package io.arcconnect.cli.commands;

import io.arcconnect.cli.console.JsonLines;
import io.arcconnect.cli.console.Paint;
import io.arcconnect.cli.console.Surroundings;
import io.arcconnect.cli.console.Table;
import io.arcconnect.cli.options.Azure;
import io.arcconnect.cli.options.AzureOptions;
import io.arcconnect.cli.options.MachineOptions;
import io.arcconnect.cli.options.OutputOptions;
import io.arcconnect.cli.provision.ExtensionText;
import io.arcconnect.cli.run.CommandRun;
import io.arcconnect.model.ExtensionState;
import io.arcconnect.model.MachineId;
import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists the extensions of a machine. */
@Command(
        name = "extensions",
        mixinStandardHelpOptions = true,
        description = {
            "Lists the extensions of a machine: name, type, version, state, and what its agent says of each.",
            "As JSON, there is a line for each, in the form of az connectedmachine extension show.",
            "Status: 0; 255 when they cannot be read, with the code on standard error; 2 for bad arguments."
        },
        footer = {"%nExample:", "  arcconnect extensions -g rg -n win-01"})
public final class ExtensionsCommand implements Callable<Integer> {

    private final Azure azure;
    private final Surroundings around;

    @Spec
    @Nullable
    CommandSpec spec;

    @Mixin
    MachineOptions machine = new MachineOptions();

    @Mixin
    AzureOptions options = new AzureOptions();

    @Mixin
    OutputOptions output = new OutputOptions();

    /**
     * A command.
     *
     * @param azure where to find Azure
     * @param around where to tell it
     */
    public ExtensionsCommand(Azure azure, Surroundings around) {
        this.azure = azure;
        this.around = around;
    }

    @Override
    public Integer call() {
        MachineId id = machine.machine(around.environment());
        List<ExtensionState> extensions = CommandRun.on(
                azure.builder(options), arc -> arc.machine(id).extensions().collectList());
        if (output.isJson()) {
            JsonLines lines = new JsonLines(around.out());
            extensions.forEach(extension -> lines.write(ExtensionText.members(extension)));
            return 0;
        }
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        table(extensions).lines(around.displays().out()).forEach(out::println);
        out.flush();
        if (extensions.isEmpty()) {
            around.errText().println(id.name() + " has no extensions");
        }
        return 0;
    }

    private static Table table(List<ExtensionState> extensions) {
        Table table = Table.of("NAME", "PUBLISHER", "TYPE", "VERSION", "STATE", "MESSAGE");
        for (ExtensionState extension : extensions) {
            table.row(
                    extension.isSucceeded() ? Paint.GOOD : extension.isTerminal() ? Paint.BAD : Paint.WARNING,
                    4,
                    extension.name(),
                    extension.publisher(),
                    extension.type(),
                    extension.typeHandlerVersion().orElse("-"),
                    extension.provisioningState(),
                    extension.message());
        }
        return table;
    }
}
