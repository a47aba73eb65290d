package io.arcconnect.testkit.internal.arm;

import io.arcconnect.testkit.internal.Json;
import io.arcconnect.testkit.internal.MachineRecord;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The body of an extension (protocol.md 1.2, the published sample). */
final class ExtensionBody {

    private static final Set<String> FINAL = Set.of("", "Succeeded", "Failed", "Canceled");

    private ExtensionBody() {}

    static boolean isRunning(String provisioningState) {
        return !FINAL.contains(provisioningState);
    }

    static Map<String, Object> of(MachineRecord machine, String name) {
        Map<String, Object> stored = machine.extensions().getOrDefault(name, Map.of());
        Map<String, Object> properties = new LinkedHashMap<>(stored);
        String state = Json.text(stored, "provisioningState");
        if (!isRunning(state)) {
            boolean good = !state.equals("Failed");
            properties.put(
                    "instanceView",
                    Json.object(
                            "name", name,
                            "type", stored.get("type"),
                            "typeHandlerVersion", stored.getOrDefault("typeHandlerVersion", "3.0.1.0"),
                            "status",
                                    Json.object(
                                            "code", good ? "0" : "64",
                                            "level", good ? "Information" : "Error",
                                            "displayStatus", good ? "Provisioning succeeded" : "Provisioning failed",
                                            "message", machine.spec().extensionMessage,
                                            "time", "2026-01-02T03:04:05Z")));
        }
        return Json.object(
                "id",
                machine.id() + "/extensions/" + name,
                "name",
                name,
                "type",
                "Microsoft.HybridCompute/machines/extensions",
                "location",
                machine.spec().location,
                "properties",
                properties);
    }
}
