package io.arcconnect.cli.provision;

import io.arcconnect.model.ExtensionSpec;
import io.arcconnect.model.ExtensionState;
import io.arcconnect.model.ProvisionOutcome;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Extensions for people, and as Azure Resource Manager and {@code az connectedmachine extension} show them. Pure. */
public final class ExtensionText {

    private ExtensionText() {}

    /**
     * Takes an extension apart.
     *
     * @param extension which
     * @return members of a JSON object
     */
    public static Map<String, Object> members(ExtensionState extension) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("publisher", extension.publisher());
        properties.put("type", extension.type());
        properties.put("typeHandlerVersion", extension.typeHandlerVersion());
        properties.put("autoUpgradeMinorVersion", extension.autoUpgradeMinorVersion());
        properties.put("enableAutomaticUpgrade", extension.enableAutomaticUpgrade());
        properties.put("provisioningState", extension.provisioningState());
        properties.put("instanceView", extension.instanceView().map(ExtensionText::view));
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("id", extension.id());
        members.put("name", extension.name());
        members.put("location", extension.location());
        members.put("type", extension.resourceType());
        members.put("properties", properties);
        return members;
    }

    private static Map<String, Object> view(ExtensionState.InstanceView view) {
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("code", view.status().code());
        status.put("level", view.status().level());
        status.put("displayStatus", view.status().displayStatus());
        status.put("message", view.status().message());
        status.put("time", view.status().time());
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("name", view.name());
        members.put("type", view.type());
        members.put("typeHandlerVersion", view.typeHandlerVersion());
        members.put("status", status);
        return members;
    }

    /** What is going to be installed, in a line. */
    static String words(ExtensionSpec extension) {
        return "install the extension " + extension.name() + " (" + extension.publisher() + "/" + extension.type()
                + extension.typeHandlerVersion().map(version -> " " + version).orElse(", latest version")
                + ")";
    }

    static String words(ProvisionOutcome.Action action) {
        return action.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
