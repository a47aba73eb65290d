package io.arcconnect.ssh;

import io.arcconnect.error.ErrorReason;

/** The reasons of SSH. */
public enum SshReason implements ErrorReason {
    /** Client and server found no common algorithms, or the other side does not speak SSH. */
    NEGOTIATION_FAILED(
            "ssh.negotiation_failed",
            false,
            "Check that an SSH server answers on the port, and which algorithms it offers."),
    /** Logging in took too long. */
    TIMED_OUT("ssh.timed_out", true, "Try again, or allow more time with Ssh.loginTimeout(…)."),
    /** No host keys were configured, so nobody can be trusted. */
    HOST_KEYS_NOT_CONFIGURED(
            "ssh.host_keys_not_configured",
            false,
            "Add .hostKeys(HostKeys.knownHosts(file)), or HostKeys.acceptNew(file) to trust the first contact."),
    /** The machine's key is not known. */
    HOST_KEY_UNKNOWN(
            "ssh.host_key_unknown",
            false,
            "Compare the fingerprint with the machine's own and add it, or use HostKeys.acceptNew(file) once."),
    /** The machine's key is another than the known one. */
    HOST_KEY_CHANGED(
            "ssh.host_key_changed",
            false,
            "Find out whether the machine was reinstalled; if not, somebody may be in between. Then replace the known key."),
    /** The machine shows a certificate of an authority that is believed, and it does not count. */
    HOST_CERTIFICATE_INVALID(
            "ssh.host_certificate_invalid",
            false,
            "Let the authority issue the machine another host certificate, with its resource id in lower case as principal."),
    /** The server refused every way of logging in. */
    AUTH_FAILED(
            "ssh.auth_failed",
            false,
            "Check the user name, and that the key or password is one that the machine accepts."),
    /** A Windows server refused a key, and nothing else helped. */
    KEY_REFUSED_ON_WINDOWS(
            "ssh.key_refused_on_windows",
            false,
            "For an administrator, put the public key into %ProgramData%\\ssh\\administrators_authorized_keys and run"
                    + " icacls on that file with /inheritance:r /grant *S-1-5-32-544:F /grant *S-1-5-18:F, because it counts"
                    + " only when nobody but Administrators and SYSTEM may touch it; for others it is .ssh\\authorized_keys."),
    /** No identity was configured, so nobody can log in. */
    IDENTITY_NOT_CONFIGURED(
            "ssh.identity_not_configured",
            false,
            "Add .identity(SshIdentity.privateKey(file)), or another way to log in."),
    /** An identity could not be read on this computer. */
    IDENTITY_UNREADABLE(
            "ssh.identity_unreadable", false, "Check that the file is a private key and that its passphrase is right."),
    /** What was to supply a passphrase, an answer or a certificate failed. */
    IDENTITY_UNAVAILABLE(
            "ssh.identity_unavailable",
            false,
            "Look at the cause: it comes from the code that supplies the passphrase, the answers or the certificate."),
    /** No ssh-agent could be asked, or it refused. */
    AGENT_UNAVAILABLE(
            "ssh.agent_unavailable",
            false,
            "Check with ssh-add -l that the agent of SSH_AUTH_SOCK runs and is not locked, or name another: SshAgent.at(…)."),
    /** A certificate names nobody, or belongs to another key. */
    CERTIFICATE_UNUSABLE(
            "ssh.certificate_unusable",
            false,
            "Get a user certificate for this very key that names whom to log in as; ssh-keygen -L shows what one says."),
    /** The certificates are for Linux machines, and this one runs Windows. */
    CERTIFICATE_NOT_FOR_WINDOWS(
            "ssh.certificate_not_for_windows",
            false,
            "Log in to a Windows machine as one of its own accounts: Ssh.as(user) with that account's key or password."),
    /** The server refused to open a channel, and neither policy nor target of a stream is its reason. */
    CHANNEL_REFUSED(
            "ssh.channel_refused",
            false,
            "Check the limits of the machine's SSH server, such as MaxSessions, and what its log says."),
    /** The connection was lost after a command was sent: it may or may not have run. */
    OUTCOME_UNKNOWN(
            "ssh.outcome_unknown", false, "Find out on the machine whether the command ran before you run it again."),
    /** The command ended with a status other than zero, or by a signal. */
    EXIT_STATUS("ssh.exit_status", false, "Read the command's own output for the cause."),
    /** The command did not end in time. */
    COMMAND_TIMED_OUT(
            "ssh.command_timed_out",
            false,
            "Find out why it takes so long, or allow more with Exec.timeout(…); the message says whether it has ended."),
    /** The command wrote more than is kept, and nobody had said that this may be. */
    OUTPUT_TRUNCATED(
            "ssh.output_truncated",
            false,
            "Say how much to keep with Exec.keep(…), or read the output as it comes with session.start(…)."),
    /** The server does not take a variable that must not be seen by others. */
    ENVIRONMENT_REFUSED(
            "ssh.environment_refused",
            false,
            "Let AcceptEnv of the machine's SSH server name the variable, or give the secret to the command's input."),
    /** sudo did not let the command run. */
    SUDO_REFUSED(
            "ssh.sudo_refused",
            false,
            "Check the password and the machine's sudoers: \"sudo -l\" says there what is allowed."),
    /** A shell that was to be recorded could not be, or not any more. */
    RECORDING_FAILED(
            "ssh.recording_failed",
            false,
            "Check that the folder exists and has room, and that the file does not exist yet."),
    /** All sessions of a pool were in use. */
    POOL_EXHAUSTED(
            "ssh.pool_exhausted",
            true,
            "Close sessions sooner, or allow more: SshPool.maxSessions(…), SshPool.usersPerSession(…)."),
    /** The session is not open any more. */
    SESSION_LOST("ssh.session_lost", true, "Open a new session.");

    private final String code;
    private final boolean isTransient;
    private final String remedy;

    SshReason(String code, boolean isTransient, String remedy) {
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
    public boolean isLoss() {
        return this == SESSION_LOST;
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
