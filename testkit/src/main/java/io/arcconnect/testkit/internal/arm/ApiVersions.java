package io.arcconnect.testkit.internal.arm;

import io.arcconnect.model.MachineId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The api-versions in which the legacy machine types exist, as their providers' templates were published: previews only.
 * Machines of {@code Microsoft.HybridCompute} are answered in any version, because clients of many ages ask for them.
 */
final class ApiVersions {

    private ApiVersions() {}

    static Optional<ArmReply> refusal(MachineId machine, String version) {
        List<String> known = switch (machine.resourceType().toLowerCase(Locale.ROOT)) {
            case "microsoft.connectedvmwarevsphere/virtualmachines" ->
                List.of("2020-10-01-preview", "2022-07-15-preview", "2023-03-01-preview");
            case "microsoft.scvmm/virtualmachines" ->
                List.of("2020-06-05-preview", "2022-05-21-preview", "2023-04-01-preview");
            case "microsoft.azurestackhci/virtualmachines" ->
                List.of("2021-07-01-preview", "2021-09-01-preview", "2022-12-15-preview");
            default -> List.of(version);
        };
        return known.contains(version)
                ? Optional.empty()
                : Optional.of(ArmReply.error(
                        404,
                        "InvalidResourceType",
                        "The resource type 'virtualMachines' could not be found in the namespace '"
                                + machine.resourceType().replaceAll("/.*", "") + "' for api version '" + version
                                + "'. The supported api-versions are '" + String.join(",", known) + "'."));
    }
}
