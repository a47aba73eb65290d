package io.arcconnect.model;

import java.util.Locale;
import java.util.Optional;

/**
 * An extension as Azure Resource Manager describes it (protocol.md 1.2).
 *
 * @param id full resource id
 * @param name resource name
 * @param location Azure region
 * @param resourceType {@code Microsoft.HybridCompute/machines/extensions}
 * @param publisher its publisher
 * @param type its type
 * @param typeHandlerVersion the version in force, empty when the answer had none
 * @param autoUpgradeMinorVersion as stored
 * @param enableAutomaticUpgrade as stored
 * @param provisioningState {@code Succeeded}, {@code Failed}, {@code Canceled}, or a word for "still running"; a missing
 *     one means {@code Succeeded} (protocol.md 1.3)
 * @param instanceView what the agent reported, if it has
 */
public record ExtensionState(
        String id,
        String name,
        String location,
        String resourceType,
        String publisher,
        String type,
        Optional<String> typeHandlerVersion,
        boolean autoUpgradeMinorVersion,
        boolean enableAutomaticUpgrade,
        String provisioningState,
        Optional<InstanceView> instanceView) {

    /**
     * The agent's report on an extension.
     *
     * @param name resource name
     * @param type its type
     * @param typeHandlerVersion the version that runs
     * @param status the last status
     */
    public record InstanceView(String name, String type, Optional<String> typeHandlerVersion, Status status) {}

    /**
     * A status line of the agent.
     *
     * @param code such as {@code 0} or {@code success}
     * @param level {@code Information}, {@code Warning} or {@code Error}
     * @param displayStatus short form, if any
     * @param message such as {@code Extension Message: OpenSSH Successfully enabled}
     * @param time when it was reported, as the service wrote it, if any
     */
    public record Status(
            String code, String level, Optional<String> displayStatus, String message, Optional<String> time) {}

    /** {@return whether it is installed and the service says it succeeded} */
    public boolean isSucceeded() {
        return provisioningState.equalsIgnoreCase("Succeeded");
    }

    /** {@return whether the service has stopped working on it: succeeded, failed or cancelled (protocol.md 1.3)} */
    public boolean isTerminal() {
        return switch (provisioningState.toLowerCase(Locale.ROOT)) {
            case "succeeded", "failed", "canceled" -> true;
            default -> false;
        };
    }

    /** {@return the agent's message, or the empty string} */
    public String message() {
        return instanceView.map(view -> view.status().message()).orElse("");
    }
}
