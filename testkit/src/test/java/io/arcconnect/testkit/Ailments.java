package io.arcconnect.testkit;

import io.arcconnect.model.DiagnosisStep.Status;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What can be wrong on the way to a machine, and the step that says so. */
final class Ailments {

    static final EmulatedMachine LINUX =
            EmulatedMachine.linux("web-01").enabled().ssh(EmbeddedSsh.create());
    static final EmulatedMachine WINDOWS =
            EmulatedMachine.windows("web-01").enabled().ssh(EmbeddedSsh.create());

    private Ailments() {}

    record Case(
            String what,
            EmulatedMachine machine,
            Consumer<ArcEmulatorBuilder> setup,
            Consumer<ArcEmulator> before,
            String step,
            Status status,
            String reason,
            String says) {

        @Override
        public String toString() {
            return step + ": " + what;
        }
    }

    private static Case bad(String what, EmulatedMachine machine, String step, String reason, String says) {
        return new Case(what, machine, setup -> {}, emulator -> {}, step, Status.FAILED, reason, says);
    }

    private static Case fault(String what, Fault fault, String step, String reason, String says) {
        return new Case(
                what, LINUX, setup -> {}, emulator -> emulator.faults(fault), step, Status.FAILED, reason, says);
    }

    private static Case doubt(String what, EmulatedMachine machine, String step, Status status, String says) {
        return new Case(what, machine, setup -> {}, emulator -> {}, step, status, "", says);
    }

    private static Case denied(String what, String action, String step, Status status, String says) {
        return new Case(what, WINDOWS, setup -> setup.deny(action), e -> {}, step, status, "arm.forbidden", says);
    }

    /** One machine a case, and what is amiss with it. */
    static Stream<Case> all() {
        return Stream.of(
                new Case(
                        "not registered",
                        LINUX,
                        setup -> setup.unregistered("Microsoft.HybridConnectivity", 2),
                        e -> {},
                        "provider.registered",
                        Status.FAILED,
                        "arm.provider_not_registered",
                        "not registered in the subscription"),
                denied(
                        "may not be read",
                        "Microsoft.Resources/subscriptions/providers/read",
                        "provider.registered",
                        Status.UNKNOWN,
                        "not allowed to read"),
                fault(
                        "the token is refused",
                        Fault.arm(ArmCall.ANY, 401, "InvalidAuthenticationToken", "The access token is invalid."),
                        "provider.registered",
                        "arm.unauthenticated",
                        ""),
                fault(
                        "no such machine",
                        Fault.arm(ArmCall.GET_MACHINE, 404, "ResourceNotFound", "It was not found."),
                        "machine.found",
                        "arm.machine_not_found",
                        "It was not found"),
                bad("Expired", LINUX.status("Expired"), "machine.status", "arm.machine_expired", "Expired"),
                doubt("Disconnected", LINUX.status("Disconnected"), "machine.status", Status.WARNING, "Disconnected"),
                doubt(
                        "1.9 is older than 1.31",
                        LINUX.agentVersion("1.9.02.5"),
                        "agent.version",
                        Status.WARNING,
                        "older than 1.31"),
                new Case(
                        "no agent, and the one there was is too old",
                        LINUX.agentVersion("1.30.1.2"),
                        setup -> {},
                        emulator -> emulator.machine("web-01").stopAgent(),
                        "relay.listener",
                        Status.FAILED,
                        "relay.listener_not_found",
                        "Upgrade the Azure Connected Machine agent"),
                doubt("unreadable", LINUX.agentVersion("new"), "agent.version", Status.UNKNOWN, "no version"),
                doubt("Linux", LINUX, "extension.openssh", Status.SKIPPED, "only Windows"),
                doubt("missing", WINDOWS, "extension.openssh", Status.WARNING, "WindowsOpenSSH is not installed"),
                doubt(
                        "Server 2025 brings its own",
                        WINDOWS.osName("Windows Server 2025 Datacenter"),
                        "extension.openssh",
                        Status.OK,
                        "has its own sshd"),
                doubt("Succeeded", withExtension("Succeeded"), "extension.openssh", Status.OK, "Succeeded"),
                doubt("Failed", withExtension("Failed"), "extension.openssh", Status.WARNING, "is Failed"),
                doubt("Creating", withExtension("Creating"), "extension.openssh", Status.WARNING, "worked on"),
                denied(
                        "may not be read",
                        "Microsoft.HybridCompute/machines/extensions/read",
                        "extension.openssh",
                        Status.UNKNOWN,
                        "not allowed to read"),
                bad(
                        "missing",
                        EmulatedMachine.linux("web-01"),
                        "endpoint.exists",
                        "service.not_enabled",
                        "no connectivity endpoint"),
                denied(
                        "may not be read, as with a login role",
                        "Microsoft.HybridConnectivity/endpoints/read",
                        "endpoint.exists",
                        Status.UNKNOWN,
                        "not allowed to read"),
                fault(
                        "missing",
                        Fault.arm(ArmCall.GET_SERVICE_CONFIGURATION, 404, "ResourceNotFound", "None."),
                        "service.configured",
                        "service.not_enabled",
                        "no service configuration"),
                denied(
                        "may not be read, as with a login role",
                        "Microsoft.HybridConnectivity/endpoints/serviceConfigurations/read",
                        "service.configured",
                        Status.UNKNOWN,
                        "not allowed to read"),
                denied(
                        "may not list credentials",
                        "Microsoft.HybridConnectivity/endpoints/listCredentials/action",
                        "role.connect",
                        Status.FAILED,
                        "Ask for the role \"Virtual Machine Local User Login\""),
                fault(
                        "credentials without token",
                        Fault.credentialsWithoutToken(),
                        "role.connect",
                        "arm.unexpected_response",
                        "serviceConfigurationToken"),
                doubt(
                        "attached",
                        LINUX.state(state -> state.privateLinkScope("/subscriptions/x/scope")),
                        "network.private_link",
                        Status.WARNING,
                        "SSH is not supported"),
                fault(
                        "something strips the upgrade",
                        Fault.dial(200, "OK"),
                        "relay.upgrade",
                        "relay.proxy_interference",
                        "does not come from a relay"),
                fault("reset", Fault.dialReset(), "relay.upgrade", "relay.unavailable", "broke off"),
                fault(
                        "not there",
                        Fault.endpointDoesNotExist(),
                        "relay.entity",
                        "relay.listener_not_found",
                        "Endpoint does not exist"),
                fault("forbidden", Fault.relayForbidden(), "relay.entity", "relay.forbidden", "Send"),
                fault("token refused", Fault.tokenExpired(), "relay.entity", "relay.token_expired", "expired"),
                fault("its own problem", Fault.relayError(), "relay.entity", "relay.unavailable", "HTTP 500"),
                fault(
                        "no agent",
                        Fault.noListeners(),
                        "relay.listener",
                        "relay.listener_not_found",
                        "no agent is listening"),
                fault(
                        "no rendezvous",
                        Fault.gatewayTimeout(),
                        "relay.listener",
                        "relay.handshake_timed_out",
                        "in time"),
                new Case(
                        "no agent, and the machine is Disconnected",
                        LINUX.status("Disconnected"),
                        setup -> {},
                        emulator -> emulator.machine("web-01").stopAgent(),
                        "relay.listener",
                        Status.FAILED,
                        "relay.listener_not_found",
                        "the machine is Disconnected"),
                bad(
                        "nothing listens",
                        EmulatedMachine.linux("web-01").enabled(),
                        "relay.target",
                        "relay.target_refused",
                        "start the SSH server on port 22: systemctl"),
                bad(
                        "incoming connections are off",
                        LINUX.incomingConnections(false),
                        "relay.target",
                        "relay.agent_rejected",
                        "incomingconnections.enabled true"));
    }

    private static EmulatedMachine withExtension(String state) {
        return WINDOWS.extension("WindowsOpenSSH", "Microsoft.Azure.OpenSSH", "WindowsOpenSSH", "3.0.1.0", state);
    }
}
