package io.arcconnect.cli.options;

import io.arcconnect.model.MachineId;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Which machine: by its resource id, or by subscription, resource group and name, in the words of {@code az ssh arc}. */
public final class MachineOptions {

    @Spec(Spec.Target.MIXEE)
    @Nullable
    CommandSpec command;

    @Option(names = "--resource-id", paramLabel = "ID", description = "resource id of the machine")
    @Nullable
    String resourceId;

    @Option(
            names = {"--resource-group", "-g"},
            paramLabel = "GROUP",
            description = "resource group of the machine")
    @Nullable
    String resourceGroup;

    @Option(
            names = {"--name", "-n", "--vm-name"},
            paramLabel = "NAME",
            description = "name of the machine")
    @Nullable
    String name;

    @Option(
            names = "--resource-type",
            paramLabel = "TYPE",
            description = "type of the machine (default: Microsoft.HybridCompute/machines)")
    @Nullable
    String resourceType;

    @Option(
            names = "--subscription",
            paramLabel = "SUBSCRIPTION",
            description = "subscription of the machine, by id, or by the name that the Azure CLI knows (default:"
                    + " AZURE_SUBSCRIPTION_ID, or else the Azure CLI's default)")
    @Nullable
    String subscription;

    /** Made by picocli. */
    public MachineOptions() {}

    /**
     * Says which machine is meant.
     *
     * @param environment variables by name; with {@code HOME} or {@code AZURE_CONFIG_DIR} the Azure CLI's profile is found
     * @return its id
     * @throws IllegalArgumentException when it is not named, or not as Azure does; picocli's {@code ParameterException}
     *     where picocli made the options
     */
    public MachineId machine(Map<String, String> environment) {
        return BadArgument.in(command, () -> of(environment));
    }

    /** {@return whether no option names a machine} */
    public boolean isEmpty() {
        return resourceId == null && resourceGroup == null && name == null;
    }

    /** {@return what {@code --name} says} */
    public Optional<String> name() {
        return Optional.ofNullable(name);
    }

    /**
     * As {@link #machine(Map)}, where {@code --name} is the name of something else on it.
     *
     * @param machineName of the machine
     * @param environment variables by name
     * @return its id
     * @throws IllegalArgumentException as there
     */
    public MachineId machineNamed(@Nullable String machineName, Map<String, String> environment) {
        MachineOptions renamed = new MachineOptions();
        renamed.resourceId = resourceId;
        renamed.resourceGroup = resourceGroup;
        renamed.name = machineName;
        renamed.resourceType = resourceType;
        renamed.subscription = subscription;
        return BadArgument.in(command, () -> renamed.of(environment));
    }

    /**
     * As {@link #machine(Map)}, where another argument may name the machine, too.
     *
     * @param named its name there
     * @param environment variables by name
     * @return its id
     * @throws IllegalArgumentException as there, and when two machines are named
     */
    public MachineId machineAlsoNamed(Optional<String> named, Map<String, String> environment) {
        String given = resourceId == null ? name : MachineId.parse(resourceId).name();
        if (named.isEmpty() || named.get().equalsIgnoreCase(given)) {
            return machine(environment);
        }
        if (given != null) {
            throw new IllegalArgumentException("two machines are named: " + given + " and " + named.get());
        }
        return machineNamed(named.get(), environment);
    }

    private MachineId of(Map<String, String> environment) {
        if (resourceId != null) {
            if (resourceGroup != null || name != null) {
                throw new IllegalArgumentException(
                        "name the machine once: by --resource-id, or by --resource-group and --name");
            }
            return MachineId.parse(resourceId);
        }
        if (resourceGroup == null || name == null) {
            throw new IllegalArgumentException("name the machine: --resource-id, or --resource-group and --name");
        }
        String type = resourceType == null ? ResourceTypes.DEFAULT : ResourceTypes.named(resourceType);
        return MachineId.parse("/subscriptions/"
                + new Subscriptions(environment).find(subscription).id() + "/resourceGroups/" + resourceGroup
                + "/providers/" + type + "/" + name);
    }
}
