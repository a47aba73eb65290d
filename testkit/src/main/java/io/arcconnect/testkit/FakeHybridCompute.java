package io.arcconnect.testkit;

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
import io.arcconnect.testkit.internal.fake.PortScript;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * {@code Microsoft.HybridCompute} without Azure. A call that the test said nothing about throws an {@link AssertionError} that
 * names it, and what says it, at the call.
 *
 * <pre>{@code
 * FakeHybridCompute compute = FakeHybridCompute.create().machines(FakeMachine.connected(id));
 * ArcConnect.builder().ports(ports -> ports.hybridCompute(compute))…
 * }</pre>
 *
 * <p>Mutable and safe for any thread: what is said counts for subscriptions from then on.
 */
public final class FakeHybridCompute implements HybridComputeApi {

    private final PortScript script = new PortScript("HybridComputeApi");

    private FakeHybridCompute() {}

    /** {@return one that answers nothing yet} */
    public static FakeHybridCompute create() {
        return new FakeHybridCompute();
    }

    /**
     * Says which machines there are: {@link #getMachine} finds them, others are {@code arm.machine_not_found}, and {@link
     * #listMachines} lists those of its scope.
     *
     * @param states of all machines
     * @return this
     */
    public FakeHybridCompute machines(MachineState... states) {
        List<MachineState> all = List.of(states);
        onGetMachine(id -> Flux.fromIterable(all)
                .filter(state -> state.id().equals(id))
                .next()
                .switchIfEmpty(Mono.error(() -> new ControlPlaneException(
                        Failure.of(ArcReason.ARM_MACHINE_NOT_FOUND, Stage.CONTROL_PLANE, "there is no such machine")
                                .on(id)
                                .with("http", 404)))));
        return onListMachines(scope -> Flux.fromIterable(all).filter(state -> isIn(scope, state.id())));
    }

    /**
     * Says which extensions every machine has: {@link #listExtensions} lists them, and {@link #getExtension} finds them by
     * name.
     *
     * @param states of all extensions
     * @return this
     */
    public FakeHybridCompute extensions(ExtensionState... states) {
        List<ExtensionState> all = List.of(states);
        onListExtensions(machine -> Flux.fromIterable(all));
        return onGetExtension((machine, name) -> Flux.fromIterable(all)
                .filter(state -> state.name().equalsIgnoreCase(name))
                .next());
    }

    /**
     * Answers {@link #getMachine}.
     *
     * @param answer for a machine
     * @return this
     */
    public FakeHybridCompute onGetMachine(Function<MachineId, Mono<MachineState>> answer) {
        Objects.requireNonNull(answer, "answer");
        script.say("getMachine", arguments -> answer.apply((MachineId) arguments[0]));
        return this;
    }

    /**
     * Answers {@link #listMachines}.
     *
     * @param answer for a scope
     * @return this
     */
    public FakeHybridCompute onListMachines(Function<MachineScope, Flux<MachineState>> answer) {
        Objects.requireNonNull(answer, "answer");
        script.say("listMachines", arguments -> answer.apply((MachineScope) arguments[0]));
        return this;
    }

    /**
     * Answers {@link #listExtensions}.
     *
     * @param answer for a machine
     * @return this
     */
    public FakeHybridCompute onListExtensions(Function<MachineId, Flux<ExtensionState>> answer) {
        Objects.requireNonNull(answer, "answer");
        script.say("listExtensions", arguments -> answer.apply((MachineId) arguments[0]));
        return this;
    }

    /**
     * Answers {@link #getExtension}.
     *
     * @param answer for a machine and a name; empty when it is not there
     * @return this
     */
    public FakeHybridCompute onGetExtension(BiFunction<MachineId, String, Mono<ExtensionState>> answer) {
        Objects.requireNonNull(answer, "answer");
        script.say("getExtension", arguments -> answer.apply((MachineId) arguments[0], (String) arguments[1]));
        return this;
    }

    /**
     * Answers {@link #putExtension}.
     *
     * @param answer for a machine and an extension: progress, then the result
     * @return this
     */
    public FakeHybridCompute onPutExtension(BiFunction<MachineId, ExtensionSpec, Flux<ExtensionState>> answer) {
        Objects.requireNonNull(answer, "answer");
        script.say("putExtension", arguments -> answer.apply((MachineId) arguments[0], (ExtensionSpec) arguments[1]));
        return this;
    }

    /**
     * Answers {@link #deleteExtension}.
     *
     * @param answer for a machine and a name
     * @return this
     */
    public FakeHybridCompute onDeleteExtension(BiFunction<MachineId, String, Mono<Void>> answer) {
        Objects.requireNonNull(answer, "answer");
        script.say("deleteExtension", arguments -> answer.apply((MachineId) arguments[0], (String) arguments[1]));
        return this;
    }

    /** {@return the calls so far, one a subscription, oldest first, such as {@code getExtension(web-01, AADSSHLogin)}} */
    public List<String> calls() {
        return script.calls();
    }

    @Override
    public Mono<MachineState> getMachine(MachineId machine) {
        return script.<MachineState>call("getMachine", machine).singleOrEmpty();
    }

    @Override
    public Flux<MachineState> listMachines(MachineScope scope) {
        return script.call("listMachines", scope);
    }

    @Override
    public Flux<ExtensionState> listExtensions(MachineId machine) {
        return script.call("listExtensions", machine);
    }

    @Override
    public Mono<ExtensionState> getExtension(MachineId machine, String name) {
        return script.<ExtensionState>call("getExtension", machine, name).singleOrEmpty();
    }

    @Override
    public Flux<ExtensionState> putExtension(MachineId machine, ExtensionSpec extension, String location) {
        return script.call("putExtension", machine, extension, location);
    }

    @Override
    public Mono<Void> deleteExtension(MachineId machine, String name) {
        return script.<Void>call("deleteExtension", machine, name).then();
    }

    private static boolean isIn(MachineScope scope, MachineId machine) {
        return scope.subscriptionId().equalsIgnoreCase(machine.subscriptionId())
                && scope.resourceGroup()
                        .map(machine.resourceGroup()::equalsIgnoreCase)
                        .orElse(true);
    }
}
