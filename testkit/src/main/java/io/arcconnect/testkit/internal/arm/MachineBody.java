package io.arcconnect.testkit.internal.arm;

import io.arcconnect.model.AgentConfiguration;
import io.arcconnect.model.MachineState;
import io.arcconnect.testkit.internal.Json;
import io.arcconnect.testkit.internal.MachineRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The body of a machine (protocol.md 1.1), or of a virtual machine of a legacy type (protocol.md 7.2). */
final class MachineBody {

    private MachineBody() {}

    static Map<String, Object> of(MachineRecord machine) {
        MachineState state = machine.state();
        boolean legacy = !state.id().resourceType().equals("Microsoft.HybridCompute/machines");
        return Json.object(
                "id", state.id().resourceId(),
                "name", state.id().name(),
                "type", state.id().resourceType(),
                "location", state.location(),
                "kind", state.kind().orElse(null),
                "tags", state.tags(),
                "identity", state.identity().map(MachineBody::identity).orElse(null),
                "properties", legacy ? profiles(state) : properties(state));
    }

    private static Map<String, Object> properties(MachineState state) {
        return Json.object(
                "provisioningState", state.provisioningState().orElse(null),
                "status", state.status(),
                "lastStatusChange",
                        state.lastStatusChange().map(Instant::toString).orElse(null),
                "displayName", state.id().name(),
                "machineFqdn", state.id().name(),
                "agentVersion", state.agentVersion().orElse(null),
                "osType", state.osType(),
                "osName", state.osName(),
                "osVersion", state.os().version().orElse(null),
                "osSku", state.os().sku().orElse(null),
                "privateLinkScopeResourceId", state.privateLinkScope().orElse(null),
                "errorDetails", errors(state),
                "agentConfiguration", configuration(state.agentConfiguration()),
                "serviceStatuses",
                        Json.object(
                                "extensionService",
                                state.extensionService()
                                        .map(service -> Json.object(
                                                "status", service.status(), "startupType", service.startupType()))
                                        .orElse(null)));
    }

    private static Map<String, Object> profiles(MachineState state) {
        return Json.object(
                "provisioningState", state.provisioningState().orElse(null),
                "osProfile",
                        Json.object(
                                "computerName", state.id().name(), "osType", state.osType(), "osName", state.osName()),
                "guestAgentProfile",
                        Json.object(
                                "status", state.status(),
                                "lastStatusChange",
                                        state.lastStatusChange()
                                                .map(Instant::toString)
                                                .orElse(null),
                                "agentVersion", state.agentVersion().orElse(null),
                                "errorDetails", errors(state)));
    }

    private static Map<String, Object> identity(MachineState.Identity identity) {
        return Json.object(
                "type", identity.type(),
                "principalId", identity.principalId().orElse(null),
                "tenantId", identity.tenantId().orElse(null));
    }

    private static Map<String, Object> configuration(AgentConfiguration configuration) {
        return Json.object(
                "incomingConnectionsPorts",
                configuration.incomingConnectionsPorts(),
                "extensionsEnabled",
                configuration.extensionsEnabled().map(String::valueOf).orElse(null),
                "guestConfigurationEnabled",
                configuration.guestConfigurationEnabled().map(String::valueOf).orElse(null),
                "configMode",
                configuration.configMode().orElse(null),
                "proxyUrl",
                configuration.proxyUrl().orElse(null),
                "extensionsAllowList",
                kinds(configuration.extensionsAllowList()),
                "extensionsBlockList",
                kinds(configuration.extensionsBlockList()));
    }

    private static @Nullable List<Map<String, Object>> kinds(List<AgentConfiguration.ExtensionType> kinds) {
        return kinds.isEmpty()
                ? null
                : kinds.stream()
                        .map(kind -> Json.object("publisher", kind.publisher(), "type", kind.type()))
                        .toList();
    }

    private static List<Map<String, Object>> errors(MachineState state) {
        return state.errors().stream()
                .map(error -> Json.object("code", "AgentError", "message", error))
                .toList();
    }
}
