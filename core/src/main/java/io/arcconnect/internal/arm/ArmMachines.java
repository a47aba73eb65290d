package io.arcconnect.internal.arm;

import io.arcconnect.model.ExtensionSpec;
import io.arcconnect.model.ExtensionState;
import io.arcconnect.model.MachineId;
import io.arcconnect.model.MachineState;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Machines and extensions as JSON of api-version 2024-07-10 (protocol.md 1.1, 1.2). Pure. */
final class ArmMachines {

    private static final String EXTENSION_TYPE = "Microsoft.HybridCompute/machines/extensions";

    private ArmMachines() {}

    static MachineState machine(MachineId id, ArmJson json) {
        ArmJson properties = json.object("properties");
        return new MachineState(
                id,
                json.text("location").orElse(""),
                properties.text("status").orElse(""),
                properties.text("osType").orElse(""),
                properties.text("osName").orElse(""),
                properties.text("agentVersion"),
                json.text("kind"),
                properties.text("provisioningState"),
                properties.text("lastStatusChange").flatMap(ArmMachines::instant));
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
