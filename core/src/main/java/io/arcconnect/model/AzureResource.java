package io.arcconnect.model;

import java.util.Optional;

/**
 * A resource of any type, as a list of resources shows it.
 *
 * @param id full resource id
 * @param type namespace and type, such as {@code Microsoft.HybridCompute/machines}
 * @param name its name
 * @param location Azure region, empty when the answer had none
 * @param kind such as {@code HCI}
 */
public record AzureResource(String id, String type, String name, String location, Optional<String> kind) {

    /** {@return the machine that this is; empty when it is something else} */
    public Optional<MachineId> machine() {
        boolean served = MachineId.supportedTypes().stream().anyMatch(type::equalsIgnoreCase);
        try {
            return served ? Optional.of(MachineId.parse(id)) : Optional.empty();
        } catch (IllegalArgumentException notOfThatShape) {
            return Optional.empty();
        }
    }
}
