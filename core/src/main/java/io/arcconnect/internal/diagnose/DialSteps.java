package io.arcconnect.internal.diagnose;

import io.arcconnect.error.ArcConnectException;
import io.arcconnect.error.ArcReason;
import io.arcconnect.model.DiagnosisStep;
import io.arcconnect.model.MachineState;
import io.arcconnect.model.RelayService;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;

/** How far a dial came, by its failure (protocol.md 3.3), and what is known that explains it. Pure. */
final class DialSteps {

    private DialSteps() {}

    static DiagnosisStep failed(Throwable error, Findings findings, Clock clock) {
        String name = error instanceof ArcConnectException known ? step(known) : StepNames.UPGRADE;
        DiagnosisStep step = ErrorSteps.failed(name, error);
        if (step.reason().equals(Optional.of(ArcReason.RELAY_TARGET_REFUSED.code()))) {
            return findings.machine()
                    .filter(state -> findings.service().name().equalsIgnoreCase("SSH"))
                    .map(state -> withFix(step, startSsh(state, findings.service())))
                    .orElse(step);
        }
        return name.equals(StepNames.LISTENER) || name.equals(StepNames.ENTITY)
                ? findings.machine()
                        .flatMap(state -> explanation(state, clock))
                        .map(explained -> explained.onto(step))
                        .orElse(step)
                : step;
    }

    /** What to do where nothing listens, on this system. */
    private static String startSsh(MachineState state, RelayService service) {
        String how = state.isWindows()
                ? "Start-Service sshd, or where there is none, machine.apply(…) what machine.plan(ConnectSpec.ssh()) shows"
                : "systemctl start ssh, on some systems sshd";
        return "On the machine, start the SSH server on port " + service.port() + ": " + how + ".";
    }

    private static DiagnosisStep withFix(DiagnosisStep step, String fix) {
        return new DiagnosisStep(
                step.name(),
                step.status(),
                step.evidence(),
                step.took(),
                step.cause(),
                Optional.of(fix),
                step.reason());
    }

    private static String step(ArcConnectException error) {
        if (!(error.reason() instanceof ArcReason reason)) {
            return StepNames.UPGRADE;
        }
        boolean answered = error.facts().containsKey("http");
        return switch (reason) {
            case RELAY_LISTENER_NOT_FOUND ->
                error.failure().detail().toLowerCase(Locale.ROOT).contains("endpoint does not exist")
                        ? StepNames.ENTITY
                        : StepNames.LISTENER;
            case RELAY_TOKEN_EXPIRED, RELAY_FORBIDDEN -> StepNames.ENTITY;
            case RELAY_UNAVAILABLE -> answered ? StepNames.ENTITY : StepNames.UPGRADE;
            case RELAY_HANDSHAKE_TIMED_OUT -> StepNames.LISTENER;
            case RELAY_TARGET_REFUSED, RELAY_AGENT_REJECTED -> StepNames.TARGET;
            default -> StepNames.UPGRADE;
        };
    }

    /** What is known of the machine and would explain that its agent does not listen, the surest first. */
    private static Optional<Explanation> explanation(MachineState state, Clock clock) {
        if (state.agent().filter(version -> !version.isSupported()).isPresent()) {
            return Optional.of(new Explanation(
                    "its agent " + state.agentVersion().orElse("") + " is too old",
                    "Upgrade the Azure Connected Machine agent on the machine."));
        }
        if (!state.isConnected() && !state.status().isBlank()) {
            String since = Ages.ago(state.lastStatusChange(), clock)
                    .map(ago -> " for " + ago)
                    .orElse("");
            return Optional.of(
                    new Explanation(
                            "the machine is " + state.status() + since,
                            "Start the machine, or its agent, and check that it reaches Azure: azcmagent show, azcmagent check."));
        }
        return state.privateLinkScope()
                .map(scope -> new Explanation(
                        "the machine belongs to an Arc private link scope, which does not carry SSH",
                        "Let the machine reach *.servicebus.windows.net directly, or take it out of the scope."));
    }

    private record Explanation(String why, String fix) {
        DiagnosisStep onto(DiagnosisStep step) {
            return new DiagnosisStep(
                    step.name(),
                    step.status(),
                    step.evidence(),
                    step.took(),
                    step.cause().map(cause -> cause + "; " + why),
                    Optional.of(fix),
                    step.reason());
        }
    }
}
