package io.arcconnect.internal.provision;

import io.arcconnect.error.ArcConnectException;
import io.arcconnect.error.ArcReason;
import io.arcconnect.error.ControlPlaneException;
import io.arcconnect.error.Failure;
import io.arcconnect.error.ProvisioningException;
import io.arcconnect.error.Stage;
import io.arcconnect.model.AgentConfiguration;
import io.arcconnect.model.ExtensionSpec;
import io.arcconnect.model.ExtensionState;
import io.arcconnect.model.MachineState;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a failed installation means, given what the machine says of itself (protocol.md 9, rows 29 to 33). Pure. */
final class ExtensionFailures {

    /** As observed: {@code non-zero exit code for Install: 64 … Extension exit code: 64} (protocol.md 1.2). */
    private static final Pattern EXIT_CODE = Pattern.compile("exit code(?: for \\w+)?: ?(-?\\d{1,10})");

    /** Documented exit codes of {@code AADSSHLoginForLinux} (protocol.md 1.2). */
    private static final Map<String, String> ENTRA_LOGIN = Map.of(
            "22", "the machine has no system-assigned identity",
            "23", "the older extension AADLoginForLinux is installed");

    private ExtensionFailures() {}

    /** Whether what the machine says of itself may tell more than the error does. */
    static boolean isWorthExplaining(Throwable error) {
        if (!(error instanceof ArcConnectException told) || !(told.reason() instanceof ArcReason reason)) {
            return false;
        }
        return switch (reason) {
            case PROVISIONING_EXTENSION_FAILED -> true;
            case ARM_UNEXPECTED_RESPONSE, ARM_CONFLICT, ARM_FORBIDDEN, ARM_POLICY_DENIED ->
                told.stage() == Stage.PROVISION && !isAboutRoles(told);
            default -> false;
        };
    }

    static ArcConnectException explain(
            ArcConnectException error, ExtensionSpec wanted, MachineState machine, Optional<ExtensionState> there) {
        Optional<String> block = machine.agentConfiguration().blocks(wanted);
        if (block.isPresent()) {
            return blocked(error.failure(), wanted, machine.agentConfiguration(), block.get(), error);
        }
        return error.reason() == ArcReason.PROVISIONING_EXTENSION_FAILED
                ? new ProvisioningException(failed(error.failure(), wanted, machine, there))
                : error;
    }

    static ControlPlaneException expired(MachineState state, String doing) {
        return new ControlPlaneException(Failure.of(
                        ArcReason.ARM_MACHINE_EXPIRED,
                        Stage.PROVISION,
                        "the machine has been without a heartbeat for so long that it expired; " + doing)
                .with("status", state.status())
                .with("lastStatusChange", state.lastStatusChange().orElse(null))
                .on(state.id()));
    }

    /** What the agent's configuration says, as facts. */
    static Failure withConfiguration(Failure failure, AgentConfiguration configuration) {
        return failure.with(
                        "extensionsEnabled", configuration.extensionsEnabled().orElse(null))
                .with("configMode", configuration.configMode().orElse(null))
                .with("extensionsAllowList", list(configuration.extensionsAllowList()))
                .with("extensionsBlockList", list(configuration.extensionsBlockList()));
    }

    private static ProvisioningException blocked(
            Failure old, ExtensionSpec wanted, AgentConfiguration configuration, String block, Throwable cause) {
        String detail = wanted.name() + " was refused, and the agent's configuration forbids it (" + block + "); "
                + old.detail();
        Failure failure = old.as(ArcReason.PROVISIONING_BLOCKED, detail).causedBy(cause);
        return new ProvisioningException(withConfiguration(failure, configuration));
    }

    private static Failure failed(
            Failure old, ExtensionSpec wanted, MachineState machine, Optional<ExtensionState> there) {
        Optional<ExtensionState.InstanceView> view = there.flatMap(ExtensionState::instanceView);
        String report = view.map(known -> known.status().message())
                .filter(message -> !message.isBlank() && !old.detail().contains(message))
                .map(message -> "; the agent reports: " + message)
                .orElse("");
        Optional<String> exitCode = exitCode(old.detail() + report);
        String known = exitCode.filter(code -> wanted.type().equalsIgnoreCase("AADSSHLoginForLinux"))
                .map(ENTRA_LOGIN::get)
                .map(meaning -> "; " + meaning)
                .orElse("");
        String service = machine.extensionService()
                .filter(each -> !each.status().equalsIgnoreCase("Running"))
                .map(each -> "; the agent's extension service is " + each.status())
                .orElse("");
        return old.as(old.reason(), old.detail() + report + known + service)
                .with("level", view.map(each -> each.status().level()).orElse(null))
                .with(
                        "version",
                        view.flatMap(ExtensionState.InstanceView::typeHandlerVersion)
                                .orElse(null))
                .with("time", view.flatMap(each -> each.status().time()).orElse(null))
                .with("exitCode", exitCode.orElse(null))
                .with("logs", logs(machine));
    }

    /** Where the agent keeps the logs of extensions; the first is documented, the second is its counterpart. */
    private static String logs(MachineState machine) {
        return machine.isWindows() ? "C:\\ProgramData\\GuestConfig\\ext_mgr_logs" : "/var/lib/GuestConfig/ext_mgr_logs";
    }

    private static Optional<String> exitCode(String text) {
        Matcher matcher = EXIT_CODE.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static boolean isAboutRoles(ArcConnectException error) {
        String code = error.facts().getOrDefault("code", "");
        return code.equalsIgnoreCase("AuthorizationFailed") || code.equalsIgnoreCase("LinkedAuthorizationFailed");
    }

    private static String list(java.util.List<AgentConfiguration.ExtensionType> kinds) {
        return kinds.isEmpty() ? "" : kinds.toString();
    }
}
