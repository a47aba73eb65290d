package io.arcconnect.testkit.internal.arm;

import io.arcconnect.testkit.internal.Json;
import io.arcconnect.testkit.internal.MachineRecord;
import io.arcconnect.testkit.internal.MachineSpec;
import java.util.List;
import java.util.Map;

/** The body of a machine (protocol.md 1.1). */
final class MachineBody {

    private MachineBody() {}

    static Map<String, Object> of(MachineRecord machine) {
        MachineSpec spec = machine.spec();
        return Json.object(
                "id", spec.id.resourceId(),
                "name", spec.id.name(),
                "type", spec.id.resourceType(),
                "location", spec.location,
                "kind", spec.kind,
                "identity",
                        Json.object(
                                "type", "SystemAssigned",
                                "principalId", "00000000-0000-0000-0000-0000000001d0",
                                "tenantId", "00000000-0000-0000-0000-00000000001d"),
                "properties",
                        Json.object(
                                "provisioningState", "Succeeded",
                                "status", machine.status(),
                                "lastStatusChange", "2026-01-02T03:04:05.678Z",
                                "displayName", spec.id.name(),
                                "machineFqdn", spec.id.name(),
                                "agentVersion", spec.agentVersion,
                                "osType", spec.osType,
                                "osName", spec.osName,
                                "errorDetails", List.of(),
                                "agentConfiguration",
                                        Json.object(
                                                "incomingConnectionsPorts", List.of(),
                                                "extensionsEnabled", "true",
                                                "guestConfigurationEnabled", "true",
                                                "configMode", "full"),
                                "serviceStatuses",
                                        Json.object(
                                                "extensionService",
                                                Json.object("status", "Running", "startupType", "Automatic"))));
    }
}
