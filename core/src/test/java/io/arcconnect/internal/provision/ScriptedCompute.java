package io.arcconnect.internal.provision;

import io.arcconnect.error.ArcReason;
import io.arcconnect.error.ControlPlaneException;
import io.arcconnect.error.Failure;
import io.arcconnect.error.Stage;
import io.arcconnect.model.ExtensionSpec;
import io.arcconnect.model.ExtensionState;
import io.arcconnect.model.MachineId;
import io.arcconnect.model.MachineScope;
import io.arcconnect.model.MachineState;
import io.arcconnect.spi.HybridComputeApi;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Answers from scripts; the last answer of each is repeated. */
final class ScriptedCompute implements HybridComputeApi {

    static final MachineId MACHINE = MachineId.of("11111111-2222-3333-4444-555555555555", "rg-edge", "web-01");

    final List<String> calls = new CopyOnWriteArrayList<>();
    final Deque<Mono<MachineState>> machines = new ArrayDeque<>(List.of(Mono.just(machine("Connected"))));
    final Deque<Mono<ExtensionState>> extensions = new ArrayDeque<>(List.of(Mono.empty()));
    final Deque<Flux<ExtensionState>> puts = new ArrayDeque<>();
    final Deque<Mono<Void>> deletes = new ArrayDeque<>();

    @Override
    public Mono<MachineState> getMachine(MachineId machine) {
        return Mono.defer(() -> said("machine", machines));
    }

    @Override
    public Flux<MachineState> listMachines(MachineScope scope) {
        return Flux.error(new AssertionError("nobody lists"));
    }

    @Override
    public Mono<Void> deleteExtension(MachineId machine, String name) {
        return Mono.defer(() -> said("delete " + name, deletes));
    }

    @Override
    public Flux<ExtensionState> listExtensions(MachineId machine) {
        return Flux.error(new AssertionError("nobody lists"));
    }

    @Override
    public Mono<ExtensionState> getExtension(MachineId machine, String name) {
        return Mono.defer(() -> said("get " + name, extensions));
    }

    @Override
    public Flux<ExtensionState> putExtension(MachineId machine, ExtensionSpec extension, String location) {
        return Flux.defer(() -> said("put " + extension.name() + " " + location, puts));
    }

    static MachineState machine(String status) {
        return MachineState.builder(MACHINE)
                .location("westeurope")
                .status(status)
                .os("windows", "")
                .lastStatusChange(Instant.parse("2026-11-22T07:00:00Z"))
                .build();
    }

    static ExtensionState extension(String state) {
        return extension("Microsoft.Azure.OpenSSH", "3.0.1.0", state);
    }

    static ExtensionState extension(String publisher, String version, String state) {
        ExtensionState.Status status =
                new ExtensionState.Status("64", "Error", Optional.empty(), "the agent's own words", Optional.empty());
        return new ExtensionState(
                "",
                "WindowsOpenSSH",
                "westeurope",
                "",
                publisher,
                "WindowsOpenSSH",
                Optional.of(version),
                false,
                true,
                state,
                Optional.of(new ExtensionState.InstanceView("", "", Optional.empty(), status)));
    }

    static ControlPlaneException refused(ArcReason reason) {
        return new ControlPlaneException(
                Failure.of(reason, Stage.CONTROL_PLANE, "scripted").on(MACHINE));
    }

    private <T> T said(String call, Deque<T> script) {
        calls.add(call);
        return script.size() > 1 ? script.remove() : script.element();
    }
}
