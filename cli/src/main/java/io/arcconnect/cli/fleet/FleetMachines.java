package io.arcconnect.cli.fleet;

import io.arcconnect.cli.console.Surroundings;
import io.arcconnect.cli.options.MachineFilter;
import io.arcconnect.cli.options.NamePattern;
import io.arcconnect.cli.options.Subscriptions;
import io.arcconnect.model.MachineId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which machines: some by name, or those of a resource group or subscription that match. */
final class FleetMachines {

    @Option(names = "--resource-id", paramLabel = "ID", description = "resource id of a machine; as often as needed")
    List<String> resourceIds = new ArrayList<>();

    @Option(
            names = "--from",
            paramLabel = "FILE",
            description = "resource ids, one a line, or lines of --output json; - reads standard input")
    @Nullable
    String from;

    @Option(
            names = {"--resource-group", "-g"},
            paramLabel = "GROUP",
            description = "machines of this resource group: all of them, or those of --name")
    @Nullable
    String resourceGroup;

    @Option(
            names = {"--name", "-n", "--vm-name"},
            split = ",",
            paramLabel = "NAME",
            description = "names of machines of the resource group, with commas between them or as often as needed")
    List<String> names = new ArrayList<>();

    @Option(
            names = "--subscription",
            paramLabel = "ID",
            description = "subscription of the machines (default: AZURE_SUBSCRIPTION_ID, or that of az)")
    @Nullable
    String subscription;

    @Option(names = "--all", description = "all machines of the subscription")
    boolean all;

    @Mixin
    MachineFilter wanted = new MachineFilter();

    @Option(names = "--filter", paramLabel = "PATTERN", description = "only those whose name matches, with * and ?")
    @Nullable
    String filter;

    /**
     * Says who is meant. Reads the file.
     *
     * @param around environment variables, and standard input
     * @throws IllegalArgumentException when nobody is, or what is said does not go together
     */
    Selection selection(Surroundings around) {
        boolean filtered = !wanted.isEmpty() || filter != null;
        boolean wide = all || resourceGroup != null || filtered;
        boolean named = !resourceIds.isEmpty() || from != null || !names.isEmpty();
        if (!wide && !named) {
            throw new IllegalArgumentException("name the machines: --resource-group, --resource-group and --name,"
                    + " --resource-id, --from, --tag, --filter, or --all");
        }
        if (!names.isEmpty() && resourceGroup == null) {
            throw new IllegalArgumentException("--name needs the --resource-group of the machines");
        }
        if (named && (all || filtered)) {
            throw new IllegalArgumentException(
                    "--all, --tag, --status, --os and --filter choose among the machines of a"
                            + " resource group or subscription, not among machines that are named");
        }
        if (resourceGroup != null && names.isEmpty() && named) {
            throw new IllegalArgumentException("--resource-group alone means all of its machines; it does not go with"
                    + " --resource-id and --from, which name some");
        }
        List<MachineId> ids =
                resourceIds.stream().map(MachineId::parse).collect(Collectors.toCollection(ArrayList::new));
        if (from != null) {
            ids.addAll(MachineList.read(from, around.in()));
        }
        for (String name : names) {
            ids.add(MachineId.of(owner(around), Objects.requireNonNull(resourceGroup), name));
        }
        boolean searched = names.isEmpty() && wide;
        return new Selection(
                ids,
                searched ? Optional.of(wanted.query(owner(around), resourceGroup)) : Optional.empty(),
                NamePattern.of(filter));
    }

    private String owner(Surroundings around) {
        return new Subscriptions(around.environment()).find(subscription).id();
    }
}
