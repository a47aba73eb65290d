package io.arcconnect.testkit;

/** A call of Azure Resource Manager, as a {@link Fault} names it. */
public enum ArmCall {
    /** Every one of them. */
    ANY,
    /** {@code GET} the machine. */
    GET_MACHINE,
    /** {@code GET machines} of a subscription or resource group. */
    LIST_MACHINES,
    /** {@code GET resources} of a resource group. */
    LIST_RESOURCES,
    /** {@code GET extensions}. */
    LIST_EXTENSIONS,
    /** {@code GET extensions/{name}}. */
    GET_EXTENSION,
    /** {@code PUT extensions/{name}}. */
    PUT_EXTENSION,
    /** {@code DELETE extensions/{name}}. */
    DELETE_EXTENSION,
    /** {@code GET runCommands/{name}}. */
    GET_RUN_COMMAND,
    /** {@code PUT runCommands/{name}}. */
    PUT_RUN_COMMAND,
    /** {@code DELETE runCommands/{name}}. */
    DELETE_RUN_COMMAND,
    /** {@code GET} the status or the result of a long-running operation. */
    POLL,
    /** {@code GET endpoints/default}. */
    GET_ENDPOINT,
    /** {@code PUT endpoints/default}. */
    PUT_ENDPOINT,
    /** {@code DELETE endpoints/default}. */
    DELETE_ENDPOINT,
    /** {@code GET serviceConfigurations} and {@code GET serviceConfigurations/{name}}. */
    GET_SERVICE_CONFIGURATION,
    /** {@code PUT} or {@code PATCH serviceConfigurations/{name}}. */
    PUT_SERVICE_CONFIGURATION,
    /** {@code DELETE serviceConfigurations/{name}}. */
    DELETE_SERVICE_CONFIGURATION,
    /** {@code POST listCredentials}. */
    LIST_CREDENTIALS,
    /** {@code GET} the registration of a resource provider. */
    GET_PROVIDER,
    /** {@code POST} the registration of a resource provider. */
    REGISTER_PROVIDER;

    /**
     * Says whether a fault that names this call applies.
     *
     * @param actual the call that is made
     * @return whether it does
     */
    boolean covers(ArmCall actual) {
        return this == ANY || this == actual;
    }
}
