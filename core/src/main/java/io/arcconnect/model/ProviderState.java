package io.arcconnect.model;

/**
 * Whether a subscription may use a resource provider (protocol.md 8.2).
 *
 * @param namespace such as {@code Microsoft.HybridConnectivity}
 * @param registrationState {@code Registered}, {@code Registering}, {@code NotRegistered} or a later word; empty when the
 *     answer had none
 */
public record ProviderState(String namespace, String registrationState) {

    /** {@return whether the state is {@code Registered}} */
    public boolean isRegistered() {
        return registrationState.equalsIgnoreCase("Registered");
    }

    /** {@return whether the state is {@code Registering}: it takes 2 to 5 minutes} */
    public boolean isRegistering() {
        return registrationState.equalsIgnoreCase("Registering");
    }
}
