package io.arcconnect.cli.options;

import io.arcconnect.model.MachineId;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which machine: by its resource id, or by subscription, resource group and name, in the words of {@code az ssh arc}. */
public final class MachineOptions {

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

    @Option(names = "--subscription", paramLabel = "ID", description = "subscription of the machine")
    @Nullable
    String subscription;

    /** Made by picocli. */
    public MachineOptions() {}

    /**
     * Says which machine is meant.
     *
     * @param environment variables by name
     * @return its id
     * @throws IllegalArgumentException when it is not named, or not as Azure does
     */
    public MachineId machine(Map<String, String> environment) {
        if (resourceId != null) {
            return MachineId.parse(resourceId);
        }
        if (resourceGroup == null || name == null) {
            throw new IllegalArgumentException("name the machine: --resource-id, or --resource-group and --name");
        }
        String owner = subscription == null ? environment.get("AZURE_SUBSCRIPTION_ID") : subscription;
        if (owner == null) {
            throw new IllegalArgumentException("name the subscription: --subscription or AZURE_SUBSCRIPTION_ID");
        }
        return MachineId.of(owner, resourceGroup, name);
    }
}
