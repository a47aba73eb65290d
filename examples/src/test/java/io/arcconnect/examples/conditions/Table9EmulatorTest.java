package io.arcconnect.examples.conditions;

import static io.arcconnect.examples.conditions.Condition.fresh;
import static io.arcconnect.examples.conditions.Condition.provisioning;
import static io.arcconnect.examples.conditions.Condition.row;

import com.azure.core.http.policy.FixedDelay;
import com.azure.core.http.policy.RetryPolicy;
import io.arcconnect.ArcMachine;
import io.arcconnect.error.ArcReason;
import io.arcconnect.model.AgentConfiguration;
import io.arcconnect.model.AgentConfiguration.ExtensionType;
import io.arcconnect.model.OperatingSystem;
import io.arcconnect.model.ServicePolicy;
import io.arcconnect.testkit.ArmCall;
import io.arcconnect.testkit.EmulatedMachine;
import io.arcconnect.testkit.Fault;
import io.arcconnect.testkit.RunningMachine;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The rows of protocol.md 9 that the control plane decides, numbered like them. Rows 14 to 24 are the relay's and SSH's:
 * {@code RelayDialerContract}, {@code RelayDialingTest}, {@code RelayFailuresTest}, {@code LossInteropTest}.
 */
@Timeout(120)
class Table9EmulatorTest {

    private static final String LIST = "Microsoft.HybridConnectivity/endpoints/listCredentials/action";
    private static final String WRITE_ENDPOINT = "Microsoft.HybridConnectivity/endpoints/write";
    private static final String WRITE_SERVICE = "Microsoft.HybridConnectivity/endpoints/serviceConfigurations/write";
    private static final String READ_SERVICE = "Microsoft.HybridConnectivity/endpoints/serviceConfigurations/read";
    private static final String WRITE_EXTENSION = "Microsoft.HybridCompute/machines/extensions/write";
    private static final ExtensionType OPEN_SSH = new ExtensionType("Microsoft.Azure.OpenSSH", "WindowsOpenSSH");
    private static final ExtensionType OTHER = new ExtensionType("Contoso", "Other");

    @ParameterizedTest(name = "row {0}")
    @MethodSource({"signingIn", "settingUp", "trouble", "dialing", "extensions"})
    void condition_whenMet_thenTheRightActionOrTheOneError(Condition condition) {
        condition.run();
    }

    static Stream<Condition> signingIn() {
        return Stream.of(
                row("1 the token was revoked: asked for anew, once")
                        .calling(ArcMachine::state)
                        .after(ArcMachine::state, running -> {})
                        .when((emulator, running) -> emulator.credential().revoke())
                        .succeeds()
                        .asking(ArmCall.GET_MACHINE, 3),
                row("1 every token is refused: sign in again")
                        .calling(ArcMachine::state)
                        .when(faults(Fault.arm(ArmCall.GET_MACHINE, 401, "ExpiredAuthenticationToken", "It expired.")))
                        .fails(ArcReason.ARM_UNAUTHENTICATED, "It expired", "http=401")
                        .asking(ArmCall.GET_MACHINE, ArmCall.GET_MACHINE),
                row("1 tokens are refused and the clock is wrong: says so")
                        .calling(ArcMachine::state)
                        .with(builder -> builder.clock(Clock.offset(Clock.systemUTC(), Duration.ofHours(-3))))
                        .when(faults(
                                Fault.arm(ArmCall.GET_MACHINE, 401, "InvalidAuthenticationToken", "It is invalid.")))
                        .fails(ArcReason.ARM_UNAUTHENTICATED, "this computer's clock is 3 hours behind Azure's"),
                row("2 listCredentials is forbidden: names action and role")
                        .when((emulator, running) -> emulator.deny(LIST))
                        .fails(
                                ArcReason.ARM_FORBIDDEN,
                                "needs the role \"Virtual Machine Local User Login\", which allows " + LIST,
                                "emulator-client",
                                "action=" + LIST)
                        .asking(ArmCall.LIST_CREDENTIALS),
                row("2 forbidden without a word: the action is known")
                        .when(faults(Fault.answer(ArmCall.LIST_CREDENTIALS, 403, Map.of(), "")))
                        .fails(ArcReason.ARM_FORBIDDEN, "action=" + LIST, "Virtual Machine Local User Login"),
                fresh("3 there is no such machine: told apart from a missing endpoint")
                        .allowed(ServicePolicy.ENABLE_IF_MISSING)
                        .when(faults(Fault.arm(ArmCall.GET_MACHINE, 404, "ResourceNotFound", "No such machine.")))
                        .fails(ArcReason.ARM_MACHINE_NOT_FOUND, "No such machine")
                        .asking(ArmCall.LIST_CREDENTIALS, ArmCall.GET_MACHINE),
                row("4 Microsoft.HybridConnectivity is not registered: named, nothing written")
                        .allowed(ServicePolicy.ENABLE_IF_MISSING)
                        .in(builder -> builder.unregistered("Microsoft.HybridConnectivity", 1))
                        .fails(ArcReason.ARM_PROVIDER_NOT_REGISTERED, "provider=Microsoft.HybridConnectivity")
                        .asking(ArmCall.LIST_CREDENTIALS),
                row("4 Microsoft.HybridCompute is not registered, with the other code")
                        .calling(ArcMachine::state)
                        .when(faults(Fault.arm(ArmCall.GET_MACHINE, 409, "MissingSubscriptionRegistration", "No.")))
                        .fails(ArcReason.ARM_PROVIDER_NOT_REGISTERED, "provider=Microsoft.HybridCompute"));
    }

    static Stream<Condition> settingUp() {
        return Stream.of(
                fresh("5 the endpoint is missing, with consent: written once, listed again")
                        .allowed(ServicePolicy.ENABLE_IF_MISSING)
                        .succeeds()
                        .asking(
                                ArmCall.LIST_CREDENTIALS,
                                ArmCall.GET_MACHINE,
                                ArmCall.PUT_ENDPOINT,
                                ArmCall.PUT_SERVICE_CONFIGURATION,
                                ArmCall.LIST_CREDENTIALS),
                fresh("5 the endpoint is missing, without consent: nothing is written")
                        .fails(ArcReason.SERVICE_NOT_ENABLED, "SSH:22", "ENABLE_IF_MISSING")
                        .writing(0),
                row("5 a proxy's 404: nothing is written on its word")
                        .allowed(ServicePolicy.ENABLE_IF_MISSING)
                        .when(faults(Fault.html(ArmCall.LIST_CREDENTIALS, 404)))
                        .fails(ArcReason.ARM_UNEXPECTED_RESPONSE, "an HTML page")
                        .writing(0),
                row("6 the service configuration is missing, with consent: only that is written")
                        .allowed(ServicePolicy.ENABLE_IF_MISSING)
                        .when(faults(Fault.arm(ArmCall.LIST_CREDENTIALS, 412, "PreconditionFailed", "No.")
                                .once()))
                        .succeeds()
                        .writing(1)
                        .asking(ArmCall.PUT_SERVICE_CONFIGURATION, 1),
                row("6 half an answer with 412: nothing is written on its word")
                        .allowed(ServicePolicy.ENABLE_IF_MISSING)
                        .when(faults(Fault.answer(ArmCall.LIST_CREDENTIALS, 412, Map.of(), "{\"error\":{\"co")))
                        .fails(ArcReason.ARM_UNEXPECTED_RESPONSE)
                        .writing(0),
                fresh("7 creating the endpoint is forbidden: Owner or Contributor, one time")
                        .allowed(ServicePolicy.ENABLE_IF_MISSING)
                        .when((emulator, running) -> emulator.deny(WRITE_ENDPOINT))
                        .fails(ArcReason.ARM_FORBIDDEN, "one-time", "Owner or Contributor", "action=" + WRITE_ENDPOINT)
                        .asking(ArmCall.PUT_SERVICE_CONFIGURATION, 0),
                fresh("7 writing the service configuration is forbidden")
                        .allowed(ServicePolicy.ENABLE_IF_MISSING)
                        .when((emulator, running) -> emulator.deny(WRITE_SERVICE))
                        .fails(ArcReason.ARM_FORBIDDEN, "Owner or Contributor", "action=" + WRITE_SERVICE),
                fresh("7 a policy denies the write (protocol.md 2.7)")
                        .allowed(ServicePolicy.ENABLE_IF_MISSING)
                        .when(faults(Fault.arm(ArmCall.PUT_ENDPOINT, 403, "RequestDisallowedByPolicy", "Policy 'p'.")))
                        .fails(ArcReason.ARM_POLICY_DENIED, "Policy 'p'"),
                fresh("7 a lock forbids the write (protocol.md 2.7)")
                        .allowed(ServicePolicy.ENABLE_IF_MISSING)
                        .when(faults(Fault.arm(ArmCall.PUT_ENDPOINT, 409, "ScopeLocked", "Lock 'l'.")))
                        .fails(ArcReason.ARM_POLICY_DENIED, "Lock 'l'"),
                fresh("8 another port is configured: both are named")
                        .on(machine -> machine.enabled(2222))
                        .allowed(ServicePolicy.ENABLE_IF_MISSING)
                        .fails(ArcReason.SERVICE_PORT_CONFLICT, "wantedPort=22", "configuredPort=2222")
                        .writing(0),
                fresh("8 another port is configured, with consent: moved and listed again")
                        .on(machine -> machine.enabled(2222))
                        .allowed(ServicePolicy.REPLACE_PORT)
                        .succeeds()
                        .writing(1)
                        .asking(ArmCall.LIST_CREDENTIALS, 2),
                row("9 the service configuration may not be read: goes on")
                        .when((emulator, running) -> emulator.deny(READ_SERVICE))
                        .succeeds(),
                row("10 moved by somebody else meanwhile: listed once more, both ports named")
                        .after(Condition::dial, running -> running.configureService("SSH", 2222))
                        .fails(ArcReason.SERVICE_PORT_CONFLICT, "wantedPort=22", "configuredPort=2222")
                        .asking(ArmCall.LIST_CREDENTIALS, 2)
                        .writing(0),
                row("10 rejected although the port is right: fails after one more list")
                        .on(machine -> machine.incomingConnections(false))
                        .fails(ArcReason.RELAY_AGENT_REJECTED, "azcmagent config list")
                        .asking(ArmCall.LIST_CREDENTIALS, 2));
    }

    static Stream<Condition> trouble() {
        UnaryOperator<Condition> patient =
                condition -> condition.with(builder -> builder.retryPolicy(new RetryPolicy()));
        return Stream.of(
                patient.apply(row("11 throttled for a second: waited for"))
                        .when(faults(Fault.throttled(ArmCall.LIST_CREDENTIALS, Duration.ofSeconds(1))
                                .once()))
                        .succeeds()
                        .asking(ArmCall.LIST_CREDENTIALS, 2),
                row("11 throttled without end: says how long")
                        .with(Table9EmulatorTest::once)
                        .when(faults(Fault.throttled(ArmCall.LIST_CREDENTIALS, Duration.ofHours(1))))
                        .fails(ArcReason.ARM_THROTTLED, "retryAfter=3600"),
                row("11 throttled, in milliseconds")
                        .with(Table9EmulatorTest::once)
                        .when(faults(Fault.answer(
                                ArmCall.LIST_CREDENTIALS, 429, Map.of("x-ms-retry-after-ms", "90000"), "")))
                        .fails(ArcReason.ARM_THROTTLED, "retryAfter=90"),
                row("11 throttled until a date")
                        .with(Table9EmulatorTest::once)
                        .when(faults(Fault.answer(
                                ArmCall.LIST_CREDENTIALS,
                                429,
                                Map.of("Retry-After", "Fri, 31 Dec 2100 23:59:59 GMT"),
                                "")))
                        .fails(ArcReason.ARM_THROTTLED, "retryAfter="),
                row("12 a server error and a reset: the list is repeated")
                        .when(faults(
                                Fault.arm(ArmCall.LIST_CREDENTIALS, 503, "ServerBusy", "Busy.")
                                        .once(),
                                Fault.armReset(ArmCall.LIST_CREDENTIALS).once()))
                        .succeeds()
                        .asking(ArmCall.LIST_CREDENTIALS, 3),
                row("12 server errors without end")
                        .when(faults(Fault.html(ArmCall.LIST_CREDENTIALS, 502)))
                        .fails(ArcReason.ARM_UNAVAILABLE, "http=502")
                        .asking(ArmCall.LIST_CREDENTIALS, 3),
                row("13 credentials without a token")
                        .when(faults(Fault.credentialsWithoutToken()))
                        .fails(ArcReason.ARM_UNEXPECTED_RESPONSE, "no serviceConfigurationToken", "api-version"),
                row("13 an empty success")
                        .when(faults(Fault.answer(ArmCall.LIST_CREDENTIALS, 200, Map.of(), "")))
                        .fails(ArcReason.ARM_UNEXPECTED_RESPONSE));
    }

    static Stream<Condition> dialing() {
        return Stream.of(
                row("15 nobody listens and the machine is disconnected: says since when")
                        .on(machine -> machine.status("Disconnected").agentVersion("1.9.0.1"))
                        .when((emulator, running) -> running.stopAgent())
                        .fails(
                                ArcReason.RELAY_LISTENER_NOT_FOUND,
                                "the machine is Disconnected since 2026-01-02T03:04:05.678Z",
                                "agent 1.9.0.1 is older than 1.31"),
                row("17 the access key is refused and the clock is wrong: says so")
                        .with(builder -> builder.clock(Clock.offset(Clock.systemUTC(), Duration.ofMinutes(20))))
                        .when(faults(Fault.tokenExpired()))
                        .fails(ArcReason.RELAY_TOKEN_EXPIRED, "clock is 20 minutes ahead of Azure's")
                        .asking(ArmCall.LIST_CREDENTIALS, 2),
                row("33 nobody listens because the machine expired")
                        .on(machine -> machine.status("Expired"))
                        .when((emulator, running) -> running.stopAgent())
                        .fails(ArcReason.ARM_MACHINE_EXPIRED, "no agent is listening"),
                row("34 nobody listens behind a private link scope")
                        .on(machine -> machine.state(shown -> shown.privateLinkScope("/subscriptions/x/scope")))
                        .when((emulator, running) -> running.stopAgent())
                        .fails(
                                ArcReason.RELAY_LISTENER_NOT_FOUND,
                                "over which SSH is not supported",
                                "privateLinkScope=/subscriptions/x/scope"));
    }

    static Stream<Condition> extensions() {
        return Stream.of(
                provisioning("28 the machine is disconnected: pending, since when")
                        .on(machine -> machine.status("Disconnected"))
                        .with(builder -> builder.timing(timing -> timing.provisioningDeadline(Duration.ofSeconds(8))))
                        .after(ArcMachine::state, running -> {})
                        .fails(
                                ArcReason.PROVISIONING_PENDING,
                                "is still queued",
                                "the machine is Disconnected since 2026-01-02T03:04:05.678Z"),
                provisioning("29 extensions are switched off")
                        .on(configured(false, "full", List.of(), List.of()))
                        .fails(ArcReason.PROVISIONING_BLOCKED, "extensions.enabled=false", "extensionsEnabled=false"),
                provisioning("29 the agent only monitors")
                        .on(configured(true, "monitor", List.of(), List.of()))
                        .fails(ArcReason.PROVISIONING_BLOCKED, "configMode=monitor"),
                provisioning("29 the extension is on the block list")
                        .on(configured(true, "full", List.of(), List.of(OPEN_SSH)))
                        .fails(
                                ArcReason.PROVISIONING_BLOCKED,
                                "extensionsBlockList=[Microsoft.Azure.OpenSSH/WindowsOpenSSH]"),
                provisioning("29 the extension is not on the allow list, and the PUT is refused")
                        .on(configured(true, "full", List.of(OTHER), List.of()))
                        .when(faults(Fault.arm(ArmCall.PUT_EXTENSION, 400, "BadRequest", "Not allowed here.")))
                        .fails(
                                ArcReason.PROVISIONING_BLOCKED,
                                "extensionsAllowList=[Contoso/Other]",
                                "Not allowed here"),
                provisioning("7 installing is forbidden: the role for extensions")
                        .when((emulator, running) -> emulator.deny(WRITE_EXTENSION))
                        .fails(
                                ArcReason.ARM_FORBIDDEN,
                                "Azure Connected Machine Resource Administrator",
                                "action=" + WRITE_EXTENSION),
                provisioning("30 the extension fails: its words, its exit code, its logs; nothing is deleted")
                        .on(machine -> machine.extensionFails(
                                "Extension failed to install. Extension returned non-zero exit code for Install: 64."))
                        .fails(
                                ArcReason.PROVISIONING_EXTENSION_FAILED,
                                "Extension failed to install",
                                "exitCode=64",
                                "level=Error",
                                "ext_mgr_logs")
                        .asking(ArmCall.DELETE_EXTENSION, 0),
                provisioning("30 the extension is there and failed: told, not touched")
                        .on(machine -> machine.extension(
                                "WindowsOpenSSH", "Microsoft.Azure.OpenSSH", "WindowsOpenSSH", "3.0.1.0", "Failed"))
                        .fails(ArcReason.PROVISIONING_EXTENSION_FAILED, "is there and is Failed", "ext_mgr_logs")
                        .writing(0),
                provisioning("31 the extension is there: nothing is written")
                        .on(machine -> machine.extension(
                                "WindowsOpenSSH", "Microsoft.Azure.OpenSSH", "WindowsOpenSSH", "3.0.1.0", "Succeeded"))
                        .succeeds()
                        .asking(ArmCall.GET_MACHINE, ArmCall.GET_EXTENSION),
                provisioning("32 Windows Server 2025 has OpenSSH: provision does what it is asked")
                        .on(machine -> machine.state(shown -> shown.os(new OperatingSystem(
                                "windows",
                                "Windows Server 2025 Datacenter",
                                Optional.of("10.0.26100.1742"),
                                Optional.of("Windows Server 2025 Datacenter")))))
                        .succeeds()
                        .writing(1),
                provisioning("33 the machine expired: refused before any write")
                        .on(machine -> machine.status("Expired"))
                        .fails(ArcReason.ARM_MACHINE_EXPIRED, "nothing was written")
                        .asking(ArmCall.GET_MACHINE),
                fresh("33 the machine expired: refused before it is set up")
                        .on(machine -> machine.status("Expired"))
                        .allowed(ServicePolicy.ENABLE_IF_MISSING)
                        .fails(ArcReason.ARM_MACHINE_EXPIRED, "nothing was written")
                        .writing(0));
    }

    private static java.util.function.BiConsumer<io.arcconnect.testkit.ArcEmulator, RunningMachine> faults(
            Fault... faults) {
        return (emulator, running) -> running.faults(faults);
    }

    private static void once(io.arcconnect.ArcConnectBuilder builder) {
        builder.retryPolicy(new RetryPolicy(new FixedDelay(0, Duration.ofMillis(1))));
    }

    private static UnaryOperator<EmulatedMachine> configured(
            boolean enabled, String mode, List<ExtensionType> allow, List<ExtensionType> block) {
        AgentConfiguration configuration = new AgentConfiguration(
                Optional.of(enabled), Optional.of(mode), allow, block, Optional.empty(), List.of(), Optional.empty());
        return machine -> machine.state(shown -> shown.agentConfiguration(configuration));
    }
}
