package io.arcconnect.cli.commands;

import io.arcconnect.cli.console.JsonLines;
import io.arcconnect.cli.console.Paint;
import io.arcconnect.cli.console.Surroundings;
import io.arcconnect.cli.console.Table;
import io.arcconnect.cli.options.Azure;
import io.arcconnect.cli.options.AzureOptions;
import io.arcconnect.cli.options.BadArgument;
import io.arcconnect.cli.options.MachineFilter;
import io.arcconnect.cli.options.NamePattern;
import io.arcconnect.cli.options.OutputOptions;
import io.arcconnect.cli.options.Subscription;
import io.arcconnect.cli.options.Subscriptions;
import io.arcconnect.cli.run.CommandRun;
import io.arcconnect.model.MachineQuery;
import io.arcconnect.model.MachineState;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import reactor.core.publisher.Flux;

/** Lists machines. */
@Command(
        name = "machines",
        mixinStandardHelpOptions = true,
        description = {
            "Lists the machines of a subscription or a resource group that match every option.",
            "The status is Azure's, and may be half an hour old. As JSON, there is a line for each machine, as soon as it is"
                    + " read.",
            "Status: 0, also when there are none; 255 when they cannot be read, with the code on standard error; 2 for bad"
                    + " arguments."
        },
        footer = {
            "%nExamples:",
            "  arcconnect machines --status Connected --os linux --tag env=prod",
            "  arcconnect machines -g rg --name 'web-*' --output json"
        })
public final class MachinesCommand implements Callable<Integer> {

    private final Azure azure;
    private final Surroundings around;

    @Spec
    @Nullable
    CommandSpec spec;

    @Mixin
    AzureOptions options = new AzureOptions();

    @Mixin
    OutputOptions output = new OutputOptions();

    @Option(
            names = "--subscription",
            paramLabel = "SUBSCRIPTION",
            description =
                    "by id, or by the name that the Azure CLI knows (default: AZURE_SUBSCRIPTION_ID, or else the Azure"
                            + " CLI's default)")
    @Nullable
    String subscription;

    @Option(
            names = {"--resource-group", "-g"},
            paramLabel = "GROUP",
            description = "of this resource group only")
    @Nullable
    String group;

    @Option(
            names = {"--name", "-n"},
            paramLabel = "PATTERN",
            description = "with such a name; * stands for any characters, ? for one")
    @Nullable
    String name;

    @Mixin
    MachineFilter filter = new MachineFilter();

    /**
     * A command.
     *
     * @param azure where to find Azure
     * @param around where to tell it
     */
    public MachinesCommand(Azure azure, Surroundings around) {
        this.azure = azure;
        this.around = around;
    }

    @Override
    public Integer call() {
        Subscription where = BadArgument.in(spec, () -> new Subscriptions(around.environment()).find(subscription));
        MachineQuery query = BadArgument.in(spec, () -> filter.query(where.id(), group));
        NamePattern names = NamePattern.of(name);
        List<MachineState> found = CommandRun.on(azure.builder(options), arc -> {
            Flux<MachineState> machines = arc.machines(query).filter(machine -> names.matches(machine.id()));
            return told(machines).collectList();
        });
        if (!output.isJson()) {
            PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
            table(found).lines(around.displays().out()).forEach(out::println);
            out.flush();
        }
        around.errText()
                .println(found.size() + (found.size() == 1 ? " machine" : " machines") + " in " + where.text()
                        + (group == null ? "" : ", resource group " + group) + ", by " + where.origin());
        return 0;
    }

    private Flux<MachineState> told(Flux<MachineState> machines) {
        JsonLines lines = new JsonLines(around.out());
        return output.isJson()
                ? machines.map(machine -> {
                    lines.write(members(machine));
                    return machine;
                })
                : machines;
    }

    private static Table table(List<MachineState> machines) {
        Table table = Table.of("NAME", "STATUS", "OS", "AGENT", "RESOURCE GROUP", "LOCATION", "KIND", "TAGS");
        for (MachineState machine : machines) {
            table.row(
                    machine.isConnected() ? Paint.GOOD : machine.isExpired() ? Paint.BAD : Paint.WARNING,
                    1,
                    machine.id().name(),
                    machine.status().isEmpty() ? "-" : machine.status(),
                    machine.osName().isEmpty() ? machine.osType() : machine.osName(),
                    machine.agentVersion().orElse("-"),
                    machine.id().resourceGroup(),
                    machine.location(),
                    machine.kind().orElse("-"),
                    machine.tags().entrySet().stream()
                            .map(tag -> tag.getKey() + "=" + tag.getValue())
                            .collect(Collectors.joining(" ")));
        }
        return table;
    }

    private static Map<String, Object> members(MachineState machine) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("id", machine.id().resourceId());
        members.put("name", machine.id().name());
        members.put("resourceGroup", machine.id().resourceGroup());
        members.put("subscriptionId", machine.id().subscriptionId());
        members.put("location", machine.location());
        members.put("status", machine.status());
        members.put("osType", machine.osType());
        members.put("osName", machine.osName());
        members.put("agentVersion", machine.agentVersion());
        members.put("kind", machine.kind());
        members.put("tags", machine.tags());
        return members;
    }
}
