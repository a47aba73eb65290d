package io.arcconnect.internal.runcommand;

import io.arcconnect.error.ArcReason;
import io.arcconnect.error.ControlPlaneException;
import io.arcconnect.error.Failure;
import io.arcconnect.error.Stage;
import io.arcconnect.model.ExtensionSpec;
import io.arcconnect.model.MachineState;
import io.arcconnect.model.RunCommandState;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** What went wrong with a run command, given what the machine says of itself. Pure. */
final class RunCommandFailures {

    /** The handlers that the agent's lists name (protocol.md 1.4). */
    private static final String PUBLISHER = "microsoft.cplat.core";

    private static final Set<ArcReason> REFUSALS = Set.of(
            ArcReason.ARM_FORBIDDEN,
            ArcReason.ARM_UNAUTHENTICATED,
            ArcReason.ARM_MACHINE_NOT_FOUND,
            ArcReason.ARM_POLICY_DENIED,
            ArcReason.ARM_PROVIDER_NOT_REGISTERED);

    private static final Set<ArcReason> UNEXPLAINED =
            Set.of(ArcReason.RUN_COMMAND_FAILED, ArcReason.ARM_UNEXPECTED_RESPONSE, ArcReason.ARM_CONFLICT);

    private RunCommandFailures() {}

    static ControlPlaneException expired(MachineState state) {
        return new ControlPlaneException(Failure.of(
                        ArcReason.ARM_MACHINE_EXPIRED,
                        Stage.CONTROL_PLANE,
                        "the machine has been without a heartbeat for so long that it expired; nothing was run")
                .with("status", state.status())
                .on(state.id()));
    }

    static ControlPlaneException pending(MachineState machine, Duration deadline) {
        return new ControlPlaneException(described(
                ArcReason.RUN_COMMAND_PENDING,
                "the agent has not run the script within " + deadline.toSeconds() + " s; it was taken back",
                machine));
    }

    static ControlPlaneException failed(MachineState machine, RunCommandState end, Duration timeout) {
        String words = end.executionState().equalsIgnoreCase("TimedOut")
                ? "the script ran for longer than " + timeout.toSeconds() + " s"
                : "the agent could not run the script";
        return new ControlPlaneException(described(
                        ArcReason.RUN_COMMAND_FAILED,
                        end.message().isBlank() ? words : words + ": " + end.message(),
                        machine)
                .with("state", end.provisioningState())
                .with("executionState", end.executionState()));
    }

    private static Failure described(ArcReason reason, String detail, MachineState machine) {
        return Failure.of(reason, Stage.CONTROL_PLANE, detail)
                .with("status", machine.status())
                .with("lastStatusChange", machine.lastStatusChange().orElse(null))
                .with("agentVersion", machine.agentVersion().orElse(null))
                .on(machine.id());
    }

    /** Whether the service did not take the script, so that there is nothing to delete. */
    static boolean isRefusal(Throwable error) {
        return error instanceof ControlPlaneException refused
                && refused.reason() instanceof ArcReason reason
                && REFUSALS.contains(reason)
                && !refused.facts().containsKey("accepted");
    }

    /** Whether what the machine says of itself may tell more than the error does. */
    static boolean isWorthExplaining(ControlPlaneException error) {
        return error.reason() instanceof ArcReason reason && UNEXPLAINED.contains(reason);
    }

    static ControlPlaneException explain(ControlPlaneException error, MachineState machine) {
        String handler = machine.isWindows() ? "runcommandhandlerwindows" : "runcommandhandlerlinux";
        Optional<String> block = machine.agentConfiguration().blocks(ExtensionSpec.of(handler, PUBLISHER, handler));
        return block.map(why -> new ControlPlaneException(error.failure()
                        .as(
                                ArcReason.RUN_COMMAND_BLOCKED,
                                "the agent's configuration forbids run commands (" + why + "); "
                                        + error.failure().detail())
                        .causedBy(error)))
                .orElse(error);
    }
}
