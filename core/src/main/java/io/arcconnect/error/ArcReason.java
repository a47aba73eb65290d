package io.arcconnect.error;

/** The reasons of the control plane, the relay, and the streams that a session opens on a machine. */
public enum ArcReason implements ErrorReason {
    /** Azure Resource Manager did not accept the token. */
    ARM_UNAUTHENTICATED(
            "arm.unauthenticated",
            false,
            "Sign in again, such as with az login, and check the tenant of the credential."),
    /** The caller lacks a role. */
    ARM_FORBIDDEN(
            "arm.forbidden",
            false,
            "Ask for the role that the message names, on the machine or above it; a new assignment needs a few minutes."),
    /** There is no such machine. */
    ARM_MACHINE_NOT_FOUND(
            "arm.machine_not_found", false, "Check the subscription, the resource group and the machine's name."),
    /** Several machines have the name. */
    ARM_MACHINE_AMBIGUOUS("arm.machine_ambiguous", false, "Name the one you mean by its full resource id."),
    /** The machine has been without a heartbeat for so long that Azure has given it up. */
    ARM_MACHINE_EXPIRED(
            "arm.machine_expired",
            false,
            "Ask an administrator of the machine to disconnect its agent and connect it again (azcmagent disconnect, azcmagent"
                    + " connect); nothing else brings it back."),
    /** The resource provider is not registered in the subscription. */
    ARM_PROVIDER_NOT_REGISTERED(
            "arm.provider_not_registered",
            false,
            "Register Microsoft.HybridConnectivity and Microsoft.HybridCompute in the subscription, wait 2 to 5 minutes and"
                    + " restart the machine's agent."),
    /** Too many calls. */
    ARM_THROTTLED("arm.throttled", true, "Wait as long as the answer says, and make fewer calls at a time."),
    /** Azure Resource Manager could not be reached or failed. */
    ARM_UNAVAILABLE(
            "arm.unavailable",
            true,
            "Check the network and the proxy between here and Azure Resource Manager, then try again."),
    /** Another operation is under way on the resource. */
    ARM_CONFLICT("arm.conflict", true, "Wait until the operation that is under way has ended, then try again."),
    /** An Azure policy or a lock forbids the change. */
    ARM_POLICY_DENIED("arm.policy_denied", false, "Ask whoever owns the policy or the lock that the message names."),
    /** An answer that the documentation does not describe. */
    ARM_UNEXPECTED_RESPONSE(
            "arm.unexpected_response",
            false,
            "Check that nothing between here and Azure rewrites answers, and report it."),

    /** The service says that the extension failed. */
    PROVISIONING_EXTENSION_FAILED(
            "provisioning.extension_failed",
            false,
            "Read the message and the extension's logs on the machine (ext_mgr_logs of GuestConfig); then delete the extension"
                    + " and provision again."),
    /** The machine's owner does not let its agent install this. */
    PROVISIONING_BLOCKED(
            "provisioning.blocked",
            false,
            "Ask whoever runs the machine: \"azcmagent config list\" shows there what blocks extensions, \"azcmagent config"
                    + " set\" changes it. Then delete the extension and provision again."),
    /** Somebody cancelled the installation. */
    PROVISIONING_CANCELED(
            "provisioning.canceled", false, "Find out who cancelled the operation, then provision again."),
    /** Still not done at the deadline. */
    PROVISIONING_PENDING(
            "provisioning.pending",
            true,
            "The request stays queued for up to 6 hours. Check that the machine is connected, then ask again."),

    /** Everything is set up, and no SSH server answers. */
    PROVISIONING_UNVERIFIED(
            "provisioning.unverified",
            false,
            "Ask machine.diagnose() what is wrong; what was written stays until machine.remove(receipt)."),
    /** More would have to be written than the plan says. */
    PLAN_OUTDATED("plan.outdated", false, "Make a new plan, look at it, and apply that one."),

    /** Nothing may be reached through Arc on this machine. */
    SERVICE_NOT_ENABLED(
            "service.not_enabled",
            false,
            "Allow it once: builder.servicePolicy(ServicePolicy.ENABLE_IF_MISSING), as Owner or Contributor."),
    /** The service is set up on another port. */
    SERVICE_PORT_CONFLICT(
            "service.port_conflict",
            false,
            "Use the configured port, or move it with ServicePolicy.REPLACE_PORT, which cuts off whoever uses it now."),

    /** The agent could not run a script, or the script did not end in its time. */
    RUN_COMMAND_FAILED(
            "run_command.failed",
            false,
            "Read the message; on the machine, the agent's extension logs (ext_mgr_logs of GuestConfig) say more."),
    /** The machine's owner does not let its agent run scripts. */
    RUN_COMMAND_BLOCKED(
            "run_command.blocked",
            false,
            "Ask whoever runs the machine: \"azcmagent config list\" shows there what blocks run commands; they need"
                    + " extensions.enabled and the handler microsoft.cplat.core/runcommandhandler… allowed."),
    /** The agent has not run the script yet. */
    RUN_COMMAND_PENDING(
            "run_command.pending",
            true,
            "Check that the machine is connected and its agent is 1.33 or newer; the agent may take minutes to look for work."),

    /** The proxy between here and Azure does not answer. */
    PROXY_UNREACHABLE(
            "proxy.unreachable",
            true,
            "Check the proxy's address and that it answers, or reach the host without it: NO_PROXY,"
                    + " or ProxyOptions.setNonProxyHosts(…) where builder.proxy(…) names it."),
    /** The proxy wants a login that it was not given, or refuses the one it was given. */
    PROXY_AUTHENTICATION_FAILED(
            "proxy.authentication_failed",
            false,
            "Give the proxy's user name and password, or correct them: ProxyOptions.setCredentials(…)."),
    /** The proxy wants a login in a way that is not spoken here, such as NTLM or Negotiate. */
    PROXY_AUTHENTICATION_UNSUPPORTED(
            "proxy.authentication_unsupported",
            false,
            "Let the proxy accept Basic or Digest, or name a local proxy that signs in for you, such as cntlm or px."),
    /** The proxy does not let the connection pass. */
    PROXY_REFUSED(
            "proxy.refused",
            false,
            "Ask whoever runs the proxy to allow CONNECT to the host and port that the message names."),

    /** No agent is attached to the relay. */
    RELAY_LISTENER_NOT_FOUND(
            "relay.listener_not_found",
            true,
            "Check that the machine is connected, its agent is 1.31 or newer and incoming connections are enabled."),
    /** The agent is there but nothing listens on the port. */
    RELAY_TARGET_REFUSED(
            "relay.target_refused",
            false,
            "Start the SSH server on the machine, on Windows with the WindowsOpenSSH extension, and check its port."),
    /** The agent rejected the connection for another reason. */
    RELAY_AGENT_REJECTED(
            "relay.agent_rejected",
            false,
            "On the machine, look with \"azcmagent config list\" whether incoming connections and the port are allowed; \"azcmagent"
                    + " config set incomingconnections.enabled true\" allows them."),
    /** The relay did not accept the credentials. */
    RELAY_TOKEN_EXPIRED(
            "relay.token_expired",
            true,
            "Check this computer's clock; fresh credentials were tried and refused as well."),
    /** The credentials do not reach this hybrid connection, or a network rule forbids it. */
    RELAY_FORBIDDEN(
            "relay.forbidden", false, "Check the network rules of the relay and that the machine was not moved."),
    /** An open connection was lost. */
    RELAY_CONNECTION_LOST(
            "relay.connection_lost", true, "Connect again; a machine whose agent restarts comes back within minutes."),
    /** The relay did not answer in time. */
    RELAY_HANDSHAKE_TIMED_OUT(
            "relay.handshake_timed_out",
            true,
            "Try again; if it persists, check the machine's outbound connections to the relay."),
    /** Something in between answered instead of the relay. */
    RELAY_PROXY_INTERFERENCE(
            "relay.proxy_interference",
            false,
            "Let the proxy or firewall pass WebSocket upgrades and TLS to the relay's host unchanged, or trust its authority:"
                    + " builder.trust(…)."),
    /** The other side broke the WebSocket protocol. */
    RELAY_PROTOCOL_VIOLATION(
            "relay.protocol_violation",
            false,
            "Check that nothing between here and the relay rewrites traffic, and report it."),
    /** The relay's host cannot be reached. */
    RELAY_UNREACHABLE(
            "relay.unreachable",
            true,
            "Check name resolution, the network and the firewall on port 443 for the relay's host."),
    /** The relay has a problem of its own. */
    RELAY_UNAVAILABLE("relay.unavailable", true, "Try again in a minute."),

    /** The machine's side does not allow the session to open a stream there. */
    STREAM_PROHIBITED(
            "stream.prohibited",
            false,
            "Ask whoever runs the machine to allow it: AllowTcpForwarding and PermitOpen of its sshd."),
    /** Nothing answers where the session was to open a stream to. */
    STREAM_TARGET_REFUSED(
            "stream.target_refused",
            false,
            "Check that the service runs on the machine and listens there; for a Unix socket also AllowStreamLocalForwarding"
                    + " of its sshd."),

    /** As many connections as are allowed are open. */
    CONNECTION_LIMIT_REACHED(
            "connection.limit_reached",
            true,
            "Close sessions sooner, share them with SshPool, or allow more: builder.connectionLimits(…)."),
    /** The caller's own bound ended the work. */
    OPERATION_TIMED_OUT(
            "operation.timed_out",
            false,
            "Find out on the machine how far it came; then allow more time, such as with Fleet.timeout(…).");

    private final String code;
    private final boolean isTransient;
    private final String remedy;

    ArcReason(String code, boolean isTransient, String remedy) {
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
        return this == RELAY_CONNECTION_LOST;
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
