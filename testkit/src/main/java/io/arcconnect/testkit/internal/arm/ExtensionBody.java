package io.arcconnect.testkit.internal.arm;

import io.arcconnect.model.ExtensionSpec;
import io.arcconnect.testkit.internal.Json;
import io.arcconnect.testkit.internal.MachineRecord;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The body of an extension (protocol.md 1.2, the published sample). */
final class ExtensionBody {

    private static final Set<String> FINAL = Set.of("", "Succeeded", "Failed", "Canceled");

    /** What is said about an end that the machine's script does not name (protocol.md 1.2). */
    private static final Map<String, String> UNPLANNED = Map.of(
            "Failed",
            "Extension failed to install. Extension returned non-zero exit code for Install: 64.",
            "Canceled",
            "The operation was canceled.");

    private ExtensionBody() {}

    static boolean isRunning(String provisioningState) {
        return !FINAL.contains(provisioningState);
    }

    /** The agent's words. Those about a blocked extension are a guess (protocol.md 9, row 29). */
    static String message(MachineRecord machine, Map<String, Object> properties) {
        String publisher = Json.text(properties, "publisher");
        String type = Json.text(properties, "type");
        boolean blocked = !publisher.isEmpty()
                && machine.state()
                        .agentConfiguration()
                        .blocks(ExtensionSpec.of("any", publisher, type))
                        .isPresent();
        if (blocked) {
            return "The extension " + publisher + "." + type + " is not allowed by the agent's configuration.";
        }
        String state = Json.text(properties, "provisioningState");
        return isRunning(state) || state.isEmpty() || state.equals(machine.spec().extensionEnd)
                ? machine.spec().extensionMessage
                : UNPLANNED.getOrDefault(state, machine.spec().extensionMessage);
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
                                            "message", message(machine, stored),
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
                machine.state().location(),
                "properties",
                properties);
    }
}
