package io.arcconnect.rdp;

import io.arcconnect.error.ErrorReason;

/** The reasons of remote desktop tunnels. */
public enum RdpReason implements ErrorReason {
    /** The local port that was asked for is taken. */
    LOCAL_PORT_IN_USE(
            "rdp.local_port_in_use",
            false,
            "Ask for another local port, or for none: then the system chooses a free one."),
    /** The machine did not connect the tunnel to its remote desktop port (protocol.md 9, row 27). */
    TARGET_REFUSED(
            "rdp.target_refused",
            false,
            "Turn on Remote Desktop on the machine, check its port, and check that sshd has AllowTcpForwarding on.");

    private final String code;
    private final boolean isTransient;
    private final String remedy;

    RdpReason(String code, boolean isTransient, String remedy) {
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
