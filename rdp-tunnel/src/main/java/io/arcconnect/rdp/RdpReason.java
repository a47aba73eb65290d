package io.arcconnect.rdp;

import io.arcconnect.error.ErrorReason;

/** The reasons of remote desktop tunnels. */
public enum RdpReason implements ErrorReason {
    /** The local port that was asked for is taken. */
    LOCAL_PORT_IN_USE(
            "rdp.local_port_in_use",
            false,
            "Ask for another local port, or for none: then the system chooses a free one."),
    /** No program that shows remote desktops was found; the tunnel and its file are as usable as before. */
    NO_CLIENT(
            "rdp.no_client",
            false,
            "Install FreeRDP or Windows App, name a program with DesktopClient, or write the .rdp file and open it by hand on this computer."),
    /** The desktop client's program could not be run at all. */
    CLIENT_NOT_STARTED(
            "rdp.client_not_started",
            false,
            "Check that the tunnel is open, the program is there and may be run, and the folder for temporary files can be written."),
    /** The desktop client ended by itself, with a status that says it failed; {@link ClientExit} has the rest. */
    CLIENT_FAILED(
            "rdp.client_failed",
            false,
            "Read the status and the client's own output; the tunnel was open, so look at the login to Windows first."),
    /** No remote desktop answers where the tunnel would lead (protocol.md 9, row 27); the message says who does. */
    TARGET_REFUSED(
            "rdp.target_refused",
            false,
            "As the message says: turn on Remote Desktop on the machine, name its port with targetPort(…), or let its sshd allow"
                    + " the connection.");

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
