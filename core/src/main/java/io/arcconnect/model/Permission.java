package io.arcconnect.model;

import java.util.Objects;

/**
 * What a caller needs to make a change (protocol.md 8.1).
 *
 * @param action the action that Azure Resource Manager checks, as its refusal names it
 * @param role a built-in role that has it, and where it must be assigned
 */
public record Permission(String action, String role) {

    /** {@code Owner} and {@code Contributor} have every action; the smaller role is named where there is one. */
    static final Permission REGISTER =
            new Permission("Microsoft.HybridConnectivity/register/action", "Contributor or Owner on the subscription");

    static final Permission EXTENSION = new Permission(
            "Microsoft.HybridCompute/machines/extensions/write",
            "Azure Connected Machine Resource Administrator, Contributor or Owner on the machine");

    static final Permission ENDPOINT =
            new Permission("Microsoft.HybridConnectivity/endpoints/write", "Contributor or Owner on the machine");

    static final Permission SERVICE = new Permission(
            "Microsoft.HybridConnectivity/endpoints/serviceConfigurations/write",
            "Contributor or Owner on the machine");

    /** Checks that both are there. */
    public Permission {
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(role, "role");
    }

    /** {@return action and role} */
    @Override
    public String toString() {
        return action + " (" + role + ")";
    }
}
