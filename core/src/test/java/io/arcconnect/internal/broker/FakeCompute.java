package io.arcconnect.internal.broker;

import io.arcconnect.model.ExtensionSpec;
import io.arcconnect.model.ExtensionState;
import io.arcconnect.model.MachineId;
import io.arcconnect.model.MachineScope;
import io.arcconnect.model.MachineState;
import io.arcconnect.spi.HybridComputeApi;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A machine that is there, unless told otherwise. */
final class FakeCompute implements HybridComputeApi {

    Mono<MachineState> machine = Mono.just(MachineState.builder(FakeConnectivity.MACHINE)
            .location("westeurope")
            .status("Connected")
            .os("linux", "linux")
            .build());

    @Override
    public Mono<MachineState> getMachine(MachineId id) {
        return machine;
    }

    @Override
    public Flux<MachineState> listMachines(MachineScope scope) {
        return machine.flux();
    }

    @Override
    public Flux<ExtensionState> listExtensions(MachineId id) {
        return Flux.empty();
    }

    @Override
    public Mono<ExtensionState> getExtension(MachineId id, String name) {
        return Mono.empty();
    }

    @Override
    public Flux<ExtensionState> putExtension(MachineId id, ExtensionSpec extension, String location) {
        return Flux.error(new AssertionError("a broker installs nothing"));
    }

    @Override
    public Mono<Void> deleteExtension(MachineId id, String name) {
        return Mono.error(new AssertionError("a broker deletes nothing"));
    }
}
