package io.arcconnect.internal.diagnose;

import io.arcconnect.model.DiagnosisStep;
import io.arcconnect.model.ExtensionSpec;
import io.arcconnect.model.ExtensionState;
import io.arcconnect.model.MachineState;
import io.arcconnect.spi.HybridComputeApi;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import reactor.core.publisher.Mono;

/** Is OpenSSH installed on a Windows machine (protocol.md 1.2)? Only a hint: sshd may be there without the extension. */
record ExtensionLook(HybridComputeApi compute) implements Look {

    private static final ExtensionSpec OPEN_SSH = ExtensionSpec.openSshForWindows();
    private static final String INSTALL =
            "Install it: machine.plan(ConnectSpec.ssh()), then machine.apply(plan); or start the machine's own sshd.";

    @Override
    public List<String> names() {
        return List.of(StepNames.EXTENSION);
    }

    @Override
    public Set<String> needs() {
        return Set.of(StepNames.MACHINE);
    }

    @Override
    public Duration limit() {
        return ARM_LIMIT;
    }

    @Override
    public Mono<List<DiagnosisStep>> at(Findings findings) {
        return findings.machine()
                .map(this::look)
                .orElseGet(() -> Mono.just(DiagnosisStep.skipped(StepNames.EXTENSION, "the machine could not be read")))
                .map(List::of);
    }

    private Mono<DiagnosisStep> look(MachineState state) {
        if (!state.isWindows()) {
            return Mono.just(DiagnosisStep.skipped(StepNames.EXTENSION, "only Windows takes its SSH server from one"));
        }
        return compute.getExtension(state.id(), OPEN_SSH.name())
                .map(ExtensionLook::judge)
                .switchIfEmpty(Mono.fromSupplier(() -> missing(state)))
                .onErrorResume(error -> Mono.just(ErrorSteps.unlessForbidden(StepNames.EXTENSION, error)));
    }

    private static DiagnosisStep judge(ExtensionState extension) {
        return verdict(extension)
                .with("state", extension.provisioningState())
                .with(
                        "version",
                        extension
                                .typeHandlerVersion()
                                .or(() -> extension
                                        .instanceView()
                                        .flatMap(ExtensionState.InstanceView::typeHandlerVersion))
                                .orElse(null))
                .with("message", extension.message());
    }

    private static DiagnosisStep verdict(ExtensionState extension) {
        if (extension.isSucceeded()) {
            return DiagnosisStep.ok(StepNames.EXTENSION);
        }
        return extension.isTerminal()
                ? DiagnosisStep.warning(
                        StepNames.EXTENSION,
                        OPEN_SSH.name() + " is " + extension.provisioningState(),
                        "Read C:\\ProgramData\\GuestConfig\\ext_mgr_logs on the machine, delete the extension and install it again.")
                : DiagnosisStep.warning(
                        StepNames.EXTENSION,
                        OPEN_SSH.name() + " is still being worked on",
                        "Wait; a disconnected machine keeps it queued for up to 6 hours.");
    }

    private static DiagnosisStep missing(MachineState state) {
        if (state.os().isWindowsWithOpenSsh()) {
            return DiagnosisStep.ok(StepNames.EXTENSION)
                    .with("state", "not installed, and this Windows has its own sshd");
        }
        return DiagnosisStep.warning(StepNames.EXTENSION, OPEN_SSH.name() + " is not installed", INSTALL)
                .with("blockedBy", state.agentConfiguration().blocks(OPEN_SSH).orElse(null));
    }
}
