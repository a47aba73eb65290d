package io.arcconnect.ssh;

import io.arcconnect.error.ErrorReason;

/** The reasons of SFTP. */
public enum SftpReason implements ErrorReason {
    /** The server has no SFTP, or it did not start. */
    UNAVAILABLE(
            "sftp.unavailable",
            false,
            "Enable \"Subsystem sftp\" in the machine's sshd_config and check that its program is installed, or use Scp."),
    /** There is no such file or directory. */
    NO_SUCH_FILE("sftp.no_such_file", false, "Check the path; its directory must exist."),
    /** The user may not do that. */
    PERMISSION_DENIED(
            "sftp.permission_denied",
            false,
            "Log in as a user who may, or change the owner or permissions on the machine."),
    /** The server says that it failed, and has no word for why. */
    FAILED(
            "sftp.failed",
            false,
            "Check on the machine for a full disk, a name that is taken, a directory that is not empty, or a file in use."),
    /** The server cannot do that. */
    UNSUPPORTED("sftp.unsupported", false, "Do it another way, such as with a command; the server does not offer it."),
    /** The server broke the rules of the protocol. */
    PROTOCOL_VIOLATION(
            "sftp.protocol_violation", false, "Check which program serves SFTP on the machine, and report it."),
    /** The server ended SFTP. */
    CONNECTION_LOST(
            "sftp.connection_lost", true, "Open a new client; TransferOptions.resume() goes on where it ended."),
    /** The server is there, and answers nothing. */
    TIMED_OUT(
            "sftp.timed_out",
            true,
            "Find out what the machine's disk waits for, or allow more with Sftp.responseTimeout(…); then open a new client."),
    /** A name of the machine must not be used on this computer. */
    UNSAFE_NAME(
            "sftp.unsafe_name",
            false,
            "Look at the file on the machine; a name that leaves the target directory may mean an attack."),
    /** A file of this computer could not be read or written. */
    LOCAL_FILE("sftp.local_file", false, "Check the path, the permissions and the disk of this computer."),
    /** A file became another while it was carried. */
    FILE_CHANGED("sftp.file_changed", true, "Try again when nobody writes to the file."),
    /** Both files are complete and differ. */
    VERIFICATION_FAILED(
            "sftp.verification_failed",
            false,
            "Transfer the file again, without resume; if it differs again, check the disks and what else writes to it.");

    private final String code;
    private final boolean isTransient;
    private final String remedy;

    SftpReason(String code, boolean isTransient, String remedy) {
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
