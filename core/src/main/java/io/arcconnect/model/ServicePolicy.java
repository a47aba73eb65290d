package io.arcconnect.model;

/**
 * Consent to change what may be reached on a machine. Opening inbound SSH on a production machine must not be the side
 * effect of a getter, so the default writes nothing.
 */
public enum ServicePolicy {

    /** Writes nothing; a machine without the service fails with {@code service.not_enabled}. The default. */
    NEVER_WRITE,

    /**
     * Sets up the endpoint and the service configuration where there is none. A configuration that names another port is
     * left alone and fails with {@code service.port_conflict}.
     */
    ENABLE_IF_MISSING,

    /**
     * As {@link #ENABLE_IF_MISSING}, and also changes the port of an existing configuration. <b>Whoever uses the old port
     * through Arc is cut off</b>: a machine has one port per service (protocol.md 2.1).
     */
    REPLACE_PORT;

    /** {@return whether a missing endpoint and service configuration may be written} */
    public boolean mayEnable() {
        return this != NEVER_WRITE;
    }

    /** {@return whether an existing service configuration may get another port} */
    public boolean mayReplacePort() {
        return this == REPLACE_PORT;
    }
}
