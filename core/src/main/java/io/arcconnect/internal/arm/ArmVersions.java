package io.arcconnect.internal.arm;

import io.arcconnect.model.MachineId;
import java.util.Locale;

/**
 * Which api-version reads a machine and its extensions. The legacy types exist in preview versions only: the stable ones
 * replaced them with a {@code virtualMachineInstances} child of a {@code Microsoft.HybridCompute} machine (protocol.md
 * 7.2; the versions as published in the providers' templates).
 */
final class ArmVersions {

    private ArmVersions() {}

    /** The query that names the version for a machine's type. */
    static String of(MachineId machine) {
        return switch (machine.resourceType().toLowerCase(Locale.ROOT)) {
            case "microsoft.connectedvmwarevsphere/virtualmachines" -> "api-version=2022-07-15-preview";
            case "microsoft.scvmm/virtualmachines" -> "api-version=2022-05-21-preview";
            case "microsoft.azurestackhci/virtualmachines" -> "api-version=2022-12-15-preview";
            default -> ArmHybridComputeApi.API_VERSION;
        };
    }
}
