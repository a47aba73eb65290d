package io.arcconnect.internal.diagnose;

import io.arcconnect.error.ArcReason;
import io.arcconnect.model.AgentVersion;
import io.arcconnect.model.DiagnosisStep;
import io.arcconnect.model.MachineState;
import io.arcconnect.spi.HybridComputeApi;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import reactor.core.publisher.Mono;

/** One read of the machine answers four steps: is it there, is it connected, how old is its agent, what does it run? */
record MachineLook(HybridComputeApi compute, Clock clock) implements Look {

    @Override
    public List<String> names() {
        return List.of(StepNames.MACHINE, StepNames.STATUS, StepNames.AGENT, StepNames.OS);
    }

    @Override
    public Set<String> needs() {
        return Set.of();
    }

    @Override
    public Duration limit() {
        return ARM_LIMIT;
    }

    @Override
    public Mono<List<DiagnosisStep>> at(Findings findings) {
        return compute.getMachine(findings.id())
                .doOnNext(findings::machine)
                .map(this::judge)
                .onErrorResume(error -> Mono.just(unread(error)));
    }

    private List<DiagnosisStep> judge(MachineState state) {
        return List.of(found(state), status(state), agent(state), os(state));
    }

    private static List<DiagnosisStep> unread(Throwable error) {
        String why = "the machine could not be read";
        return List.of(
                ErrorSteps.unlessForbidden(StepNames.MACHINE, error),
                DiagnosisStep.skipped(StepNames.STATUS, why),
                DiagnosisStep.skipped(StepNames.AGENT, why),
                DiagnosisStep.skipped(StepNames.OS, why));
    }

    private static DiagnosisStep found(MachineState state) {
        return DiagnosisStep.ok(StepNames.MACHINE)
                .with("location", state.location())
                .with("kind", state.kind().orElse(null))
                .with("provisioningState", state.provisioningState().orElse(null));
    }

    private DiagnosisStep status(MachineState state) {
        return judgeStatus(state)
                .with("status", state.status())
                .with("since", state.lastStatusChange().orElse(null))
                .with("ago", Ages.ago(state.lastStatusChange(), clock).orElse(null))
                .with("errors", String.join("; ", state.errors()));
    }

    /** Heartbeats come every 5 minutes and are missed for 15 to 30 before the status says so (protocol.md 1.1). */
    private static DiagnosisStep judgeStatus(MachineState state) {
        if (state.isExpired()) {
            return DiagnosisStep.failed(
                    StepNames.STATUS,
                    ArcReason.ARM_MACHINE_EXPIRED.code(),
                    "the machine has sent no heartbeat for 45 days and is Expired",
                    ArcReason.ARM_MACHINE_EXPIRED.remedy());
        }
        if (state.isConnected()) {
            return DiagnosisStep.ok(StepNames.STATUS);
        }
        return DiagnosisStep.warning(
                StepNames.STATUS,
                state.status().isBlank() ? "the machine has no status" : "the machine is " + state.status(),
                "Check that the machine runs and that its agent reaches Azure: azcmagent show, azcmagent check.");
    }

    private static DiagnosisStep agent(MachineState state) {
        Optional<AgentVersion> version = state.agent();
        if (version.isEmpty()) {
            return DiagnosisStep.unknown(StepNames.AGENT, "no version that can be read was reported")
                    .with("version", state.agentVersion().orElse(null));
        }
        DiagnosisStep step = version.get().isSupported()
                ? DiagnosisStep.ok(StepNames.AGENT)
                : DiagnosisStep.warning(
                        StepNames.AGENT,
                        "the agent is older than " + AgentVersion.MINIMUM + " and knows no service configurations",
                        "Upgrade the Azure Connected Machine agent on the machine.");
        return step.with("version", state.agentVersion().orElse(null)).with("minimum", AgentVersion.MINIMUM);
    }

    private static DiagnosisStep os(MachineState state) {
        DiagnosisStep step = state.osType().isBlank() && state.osName().isBlank()
                ? DiagnosisStep.unknown(StepNames.OS, "no operating system was reported")
                : DiagnosisStep.ok(StepNames.OS);
        return step.with("type", state.osType())
                .with("name", state.osName())
                .with("sku", state.os().sku().orElse(null));
    }
}
