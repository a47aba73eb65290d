package io.arcconnect.ssh;

import io.arcconnect.error.ErrorReason;

/** The reasons of SCP. */
public enum ScpReason implements ErrorReason {
    /** The machine has no scp. */
    UNAVAILABLE("scp.unavailable", false, "Install scp on the machine (package openssh-client), or use Sftp."),
    /** The machine's scp does not do it. */
    REFUSED("scp.refused", false, "Check the path, the permissions and the disk of the machine."),
    /** The machine's scp broke the rules of the protocol. */
    PROTOCOL_VIOLATION(
            "scp.protocol_violation",
            false,
            "Check that the login shell on the machine prints nothing by itself, and that its scp is OpenSSH's."),
    /** The machine's scp runs, and neither says nor takes anything. */
    TIMED_OUT(
            "scp.timed_out",
            true,
            "Find out what the machine's disk waits for, or allow more with Scp.responseTimeout(…); then carry it again."),
    /** A name of the machine must not be used on this computer. */
    UNSAFE_NAME(
            "scp.unsafe_name",
            false,
            "Look at the files on the machine; a name that leaves the target directory may mean an attack."),
    /** A file of this computer could not be read or written. */
    LOCAL_FILE("scp.local_file", false, "Check the path, the permissions and the disk of this computer.");

    private final String code;
    private final boolean isTransient;
    private final String remedy;

    ScpReason(String code, boolean isTransient, String remedy) {
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
