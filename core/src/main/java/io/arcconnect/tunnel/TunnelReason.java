package io.arcconnect.tunnel;

import io.arcconnect.error.ErrorReason;

/** The reasons of tunnels, where what is built on them has no words of its own. */
public enum TunnelReason implements ErrorReason {
    /** The local port that was asked for is taken. */
    LOCAL_PORT_IN_USE(
            "tunnel.local_port_in_use",
            false,
            "Ask for another local port, or for none: then the system chooses a free one."),
    /** As many connections as were allowed are open. */
    TOO_MANY_CONNECTIONS(
            "tunnel.too_many_connections",
            true,
            "Close connections of the tunnel, or allow more with maxConnections(…)."),
    /** A program connected that may not. */
    ACCESS_DENIED(
            "tunnel.access_denied",
            false,
            "Connect from a program that may, or let others in as well: access(LocalAccess.anyLocal()).");

    private final String code;
    private final boolean isTransient;
    private final String remedy;

    TunnelReason(String code, boolean isTransient, String remedy) {
        this.code = code;
        this.isTransient = isTransient;
        this.remedy = remedy;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public boolean isTransient() {
        return isTransient;
    }

    @Override
    public String remedy() {
        return remedy;
    }

    /** {@return the code} */
    @Override
    public String toString() {
        return code;
    }
}
