package io.arcconnect.ssh;

import io.arcconnect.error.ErrorReason;

/** The reasons of forwards. */
public enum ForwardReason implements ErrorReason {
    /** The local port that was asked for is taken. */
    LOCAL_PORT_IN_USE(
            "forward.local_port_in_use",
            false,
            "Ask for another local port, or for none: then the system chooses a free one."),
    /** The machine's SSH server does not listen where it was asked to. */
    LISTEN_REFUSED(
            "forward.listen_refused",
            false,
            "Check that the port or socket is free on the machine, and its sshd's AllowTcpForwarding, PermitListen and"
                    + " AllowStreamLocalForwarding."),
    /** As many connections as were allowed are open. */
    TOO_MANY_CONNECTIONS(
            "forward.too_many_connections",
            true,
            "Close connections of the forward, or allow more with maxConnections(…)."),
    /** A program that connected to a SOCKS forward spoke something else. */
    NOT_SOCKS(
            "forward.not_socks",
            false,
            "Set the program's proxy to SOCKS 5 or SOCKS 4a, without a password, at the forward's local address."),
    /** Nothing on this computer's side answers what a machine's connection is carried to. */
    TARGET_UNREACHABLE(
            "forward.target_unreachable",
            true,
            "Check that something listens at the forward's target, as seen from this computer.");

    private final String code;
    private final boolean isTransient;
    private final String remedy;

    ForwardReason(String code, boolean isTransient, String remedy) {
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
