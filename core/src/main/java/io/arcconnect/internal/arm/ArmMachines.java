package io.arcconnect.internal.arm;

import io.arcconnect.error.ArcReason;
import io.arcconnect.error.ControlPlaneException;
import io.arcconnect.error.Failure;
import io.arcconnect.error.Stage;
import io.arcconnect.model.AgentConfiguration;
import io.arcconnect.model.ExtensionSpec;
import io.arcconnect.model.ExtensionState;
import io.arcconnect.model.MachineId;
import io.arcconnect.model.MachineState;
import io.arcconnect.model.OperatingSystem;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Machines and extensions as JSON of api-version 2024-07-10 (protocol.md 1.1, 1.2). Pure. */
final class ArmMachines {

    private static final String EXTENSION_TYPE = "Microsoft.HybridCompute/machines/extensions";

    private ArmMachines() {}

    /** A machine of a list, which names itself. */
    static MachineState listed(ArmJson json) {
        String id = json.text("id").orElse("");
        try {
            return machine(MachineId.parse(id), json);
        } catch (IllegalArgumentException e) {
            throw new ControlPlaneException(Failure.of(
                    ArcReason.ARM_UNEXPECTED_RESPONSE, Stage.CONTROL_PLANE, "listing machines: " + e.getMessage()));
        }
    }

    /** Reads a machine. The legacy types keep in profiles what a machine has among its properties (protocol.md 7.2). */
    static MachineState machine(MachineId id, ArmJson json) {
        ArmJson properties = json.object("properties");
        ArmJson guest = properties.object("guestAgentProfile");
        ArmJson os = properties.object("osProfile");
        return MachineState.builder(id)
                .location(json.text("location").orElse(""))
                .status(either(properties, guest, "status").orElse(""))
                .os(new OperatingSystem(
                        either(properties, os, "osType").orElse(""),
                        either(properties, os, "osName").orElse(""),
                        properties.text("osVersion"),
                        either(properties, os, "osSku")))
                .agentVersion(either(properties, guest, "agentVersion").orElse(null))
                .agentConfiguration(configuration(properties.object("agentConfiguration")))
                .extensionService(service(properties.object("serviceStatuses").object("extensionService")))
                .kind(json.text("kind").orElse(null))
                .identity(identity(json.object("identity")))
                .privateLinkScope(properties.text("privateLinkScopeResourceId").orElse(null))
                .tags(json.object("tags").texts())
                .provisioningState(properties.text("provisioningState").orElse(null))
                .lastStatusChange(either(properties, guest, "lastStatusChange")
                        .flatMap(ArmMachines::instant)
                        .orElse(null))
                .errors(Stream.concat(
                                properties.objects("errorDetails").stream(), guest.objects("errorDetails").stream())
                        .flatMap(error -> ArmErrors.text(error).stream())
                        .toList())
                .build();
    }

    private static Optional<String> either(ArmJson first, ArmJson second, String name) {
        return first.text(name).or(() -> second.text(name));
    }

    private static AgentConfiguration configuration(ArmJson json) {
        return new AgentConfiguration(
                json.text("extensionsEnabled").map("true"::equalsIgnoreCase),
                json.text("configMode"),
                kinds(json.objects("extensionsAllowList")),
                kinds(json.objects("extensionsBlockList")),
                json.text("guestConfigurationEnabled").map("true"::equalsIgnoreCase),
                json.list("incomingConnectionsPorts"),
                json.text("proxyUrl"));
    }

    private static List<AgentConfiguration.ExtensionType> kinds(List<ArmJson> list) {
        return list.stream()
                .map(kind -> new AgentConfiguration.ExtensionType(
                        kind.text("publisher").orElse(""), kind.text("type").orElse("")))
                .toList();
    }

    private static MachineState.@Nullable ServiceStatus service(ArmJson json) {
        return json.text("status")
                .map(status -> new MachineState.ServiceStatus(
                        status, json.text("startupType").orElse("")))
                .orElse(null);
    }

    private static MachineState.@Nullable Identity identity(ArmJson json) {
        return json.text("type")
                .filter(type -> !type.equalsIgnoreCase("None"))
                .map(type -> new MachineState.Identity(type, json.text("principalId"), json.text("tenantId")))
                .orElse(null);
    }

    static ExtensionState extension(ArmJson json) {
        ArmJson properties = json.object("properties");
        return new ExtensionState(
                json.text("id").orElse(""),
                json.text("name").orElse(""),
                json.text("location").orElse(""),
                json.text("type").orElse(EXTENSION_TYPE),
                properties.text("publisher").orElse(""),
                properties.text("type").orElse(""),
                properties.text("typeHandlerVersion"),
                properties.flag("autoUpgradeMinorVersion"),
                properties.flag("enableAutomaticUpgrade"),
                properties.text("provisioningState").orElse("Succeeded"),
                instanceView(properties.object("instanceView")));
    }

    /** What is known of an extension whose PUT was answered without a body. */
    static ExtensionState accepted(MachineId machine, ExtensionSpec spec, String location) {
        return new ExtensionState(
                machine.resourceId() + "/extensions/" + spec.name(),
                spec.name(),
                location,
                EXTENSION_TYPE,
                spec.publisher(),
                spec.type(),
                spec.typeHandlerVersion(),
                spec.autoUpgradeMinorVersion(),
                spec.enableAutomaticUpgrade(),
                "Accepted",
                Optional.empty());
    }

    /** What is known of an extension whose DELETE was answered. */
    static ExtensionState deleting(MachineId machine, String name) {
        return new ExtensionState(
                machine.resourceId() + "/extensions/" + name,
                name,
                "",
                EXTENSION_TYPE,
                "",
                "",
                Optional.empty(),
                false,
                false,
                "Deleting",
                Optional.empty());
    }

    static ExtensionState withState(ExtensionState state, String provisioningState) {
        return new ExtensionState(
                state.id(),
                state.name(),
                state.location(),
                state.resourceType(),
                state.publisher(),
                state.type(),
                state.typeHandlerVersion(),
                state.autoUpgradeMinorVersion(),
                state.enableAutomaticUpgrade(),
                provisioningState,
                state.instanceView());
    }

    static String body(ExtensionSpec spec, String location) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("publisher", spec.publisher());
        properties.put("type", spec.type());
        spec.typeHandlerVersion().ifPresent(version -> properties.put("typeHandlerVersion", version));
        properties.put("autoUpgradeMinorVersion", spec.autoUpgradeMinorVersion());
        properties.put("enableAutomaticUpgrade", spec.enableAutomaticUpgrade());
        properties.put("settings", spec.settings());
        Map<String, Object> resource = new LinkedHashMap<>();
        resource.put("location", location);
        resource.put("properties", properties);
        return ArmJson.write(resource);
    }

    private static Optional<ExtensionState.InstanceView> instanceView(ArmJson view) {
        if (view.isEmpty()) {
            return Optional.empty();
        }
        ArmJson status = view.object("status");
        return Optional.of(new ExtensionState.InstanceView(
                view.text("name").orElse(""),
                view.text("type").orElse(""),
                view.text("typeHandlerVersion"),
                new ExtensionState.Status(
                        status.text("code").orElse(""),
                        status.text("level").orElse(""),
                        status.text("displayStatus"),
                        status.text("message").orElse(""),
                        status.text("time"))));
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
