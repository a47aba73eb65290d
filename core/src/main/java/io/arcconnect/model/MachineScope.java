package io.arcconnect.model;

import java.util.Optional;

/**
 * Where machines are looked for: in a whole subscription, or in one of its resource groups.
 *
 * @param subscriptionId a GUID
 * @param resourceGroup its name; empty means every group
 */
public record MachineScope(String subscriptionId, Optional<String> resourceGroup) {

    /**
     * Checks both.
     *
     * @throws IllegalArgumentException when one is malformed
     */
    public MachineScope {
        MachineId.requireSubscription(subscriptionId);
        resourceGroup.ifPresent(MachineId::requireGroup);
    }

    /**
     * Names a subscription.
     *
     * @param subscriptionId a GUID
     * @return all of it
     * @throws IllegalArgumentException when it is malformed
     */
    public static MachineScope subscription(String subscriptionId) {
        return new MachineScope(subscriptionId, Optional.empty());
    }

    /**
     * Names a resource group.
     *
     * @param subscriptionId a GUID
     * @param resourceGroup its name
     * @return that group
     * @throws IllegalArgumentException when a part is malformed
     */
    public static MachineScope resourceGroup(String subscriptionId, String resourceGroup) {
        return new MachineScope(subscriptionId, Optional.of(resourceGroup));
    }

    /** {@return the scope as a path, starting with {@code /subscriptions/}} */
    public String path() {
        return "/subscriptions/" + subscriptionId
                + resourceGroup.map(group -> "/resourceGroups/" + group).orElse("");
    }

    /** {@return the path} */
    @Override
    public String toString() {
        return path();
    }
}
