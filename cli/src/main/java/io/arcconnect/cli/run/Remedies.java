package io.arcconnect.cli.run;

import io.arcconnect.error.ArcConnectException;
import io.arcconnect.error.ErrorReason;
import java.util.Map;

/** What to do, in the words of the command line where the library's are those of its API. */
public final class Remedies {

    private static final Map<String, String> BY_CODE = Map.ofEntries(
            Map.entry(
                    "service.not_enabled",
                    "Allow it once with --yes, or set it up with arcconnect provision, as Owner or Contributor."),
            Map.entry(
                    "service.port_conflict",
                    "Use the configured port, or move it with --yes and --port, which cuts off whoever uses it now."),
            Map.entry(
                    "provisioning.unverified",
                    "Ask arcconnect doctor what is wrong; what was written stays until arcconnect provision --remove"
                            + " takes it back, where --receipt kept it."),
            Map.entry(
                    "proxy.unreachable",
                    "Check the proxy's address (HTTPS_PROXY) and that it answers, or reach the host without it"
                            + " (NO_PROXY)."),
            Map.entry(
                    "proxy.authentication_failed",
                    "Give the proxy's user name and password, or correct them (HTTPS_PROXY)."),
            Map.entry(
                    "relay.proxy_interference",
                    "Let the proxy or firewall pass WebSocket upgrades and TLS to the relay's host unchanged, or trust its"
                            + " authority: \"trust\" of a cloud file, which --cloud names."),
            Map.entry(
                    "operation.timed_out",
                    "Find out on the machine how far it came; then allow more time, where there is --timeout."),
            Map.entry("ssh.timed_out", "Try again; if it stays so, ask arcconnect doctor."),
            Map.entry("ssh.identity_not_configured", "Add --private-key-file, or another way to log in."),
            Map.entry("forward.too_many_connections", "Close connections of the forward."),
            Map.entry("tunnel.too_many_connections", "Close connections of the tunnel."),
            Map.entry("tunnel.access_denied", "Connect from a program of the user who runs arcconnect."),
            Map.entry(
                    "sftp.timed_out",
                    "Find out what the machine's disk waits for; cp --resume and sftp's reget go on where it ended."),
            Map.entry("scp.timed_out", "Find out what the machine's disk waits for; then run it again."),
            Map.entry("sftp.connection_lost", "Run it again; cp --resume and sftp's reget go on where it ended."),
            Map.entry(
                    "ssh.host_key_unknown",
                    "Compare the fingerprint with the machine's own and give it with --host-key, let the machine's agent"
                            + " name it with --host-key-from-machine, or believe it unseen with --accept-new."),
            Map.entry(
                    "ssh.host_key_changed",
                    "Find out whether the machine was reinstalled; if not, somebody may be in between. Then replace the"
                            + " known key in the file that the message names."),
            Map.entry(
                    "ssh.auth_failed",
                    "Check --local-user, and that the machine accepts the key (--private-key-file) or the password, which"
                            + " is asked for at a terminal (else --password-file or --password-env)."),
            Map.entry(
                    "ssh.agent_unavailable",
                    "Check with ssh-add -l that the agent of SSH_AUTH_SOCK runs and is not locked."),
            Map.entry(
                    "ssh.certificate_not_for_windows",
                    "Log in to a Windows machine as one of its own accounts: --local-user, with that account's key or"
                            + " password."),
            Map.entry(
                    "ssh.command_timed_out",
                    "Find out why it takes so long, or allow more with --timeout; the message says whether it has ended."),
            Map.entry(
                    "ssh.sudo_refused",
                    "Check the password (--sudo-password-file, --sudo-password-env) and the machine's sudoers: \"sudo -l\""
                            + " says there what is allowed."),
            Map.entry(
                    "rdp.target_refused",
                    "As the message says: turn on Remote Desktop on the machine, name its port with --desktop-port, or let"
                            + " its sshd allow the connection."),
            Map.entry(
                    "rdp.no_client",
                    "Install FreeRDP or Windows App, name a program with --client, or open by hand what --no-launch"
                            + " --rdp-file FILE writes."),
            Map.entry(
                    "scp.unavailable",
                    "Install scp on the machine (package openssh-client), or leave --protocol away."),
            Map.entry(
                    "entra.sign_in_failed",
                    "Sign in again and finish it in time; where no browser can be opened, use --device-code."));

    private Remedies() {}

    /**
     * What is said of a failure, code first.
     *
     * @param failure of ArcConnect
     * @return its message, with what to do in the words of the command line
     */
    public static String message(ArcConnectException failure) {
        return String.valueOf(failure.getMessage()).replace(failure.reason().remedy(), of(failure.reason()));
    }

    /**
     * What to do about a failure.
     *
     * @param reason of the failure
     * @return one or two sentences
     */
    public static String of(ErrorReason reason) {
        return BY_CODE.getOrDefault(reason.code(), reason.remedy());
    }
}
