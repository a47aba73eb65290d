package io.arcconnect.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.arcconnect.error.ArcReason;
import io.arcconnect.error.ControlPlaneException;
import io.arcconnect.model.ExtensionSpec;
import io.arcconnect.model.ExtensionState;
import io.arcconnect.model.MachineId;
import io.arcconnect.model.MachineScope;
import io.arcconnect.model.MachineState;
import io.arcconnect.spi.HybridComputeApi;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/**
 * What every {@link HybridComputeApi} must do (protocol.md 1), asked of a machine that is there: a fake one, an emulated one, or
 * one of Azure. Implement the two methods; the tests come along. Nothing is written unless {@link #installable} says what.
 */
@Timeout(1800)
public interface HybridComputeApiContract {

    /** {@return the API, in the name of somebody who may read the machine} */
    HybridComputeApi api();

    /** {@return a machine that is there} */
    MachineId machine();

    /** {@return an extension that is not on the machine and may be put there and taken away; empty where nothing may} */
    default Optional<ExtensionSpec> installable() {
        return Optional.empty();
    }

    /** A machine tells who and where it is. */
    @Test
    default void getMachine_whenItIsThere_thenItsState() {
        Mono<MachineState> asked = api().getMachine(machine());

        MachineState state = asked.blockOptional(Waiting.SOON).orElseThrow();

        assertThat(state.id()).isEqualTo(machine());
        assertThat(state.location()).isNotBlank();
        assertThat(state.status()).isNotBlank();
        assertThat(asked.block(Waiting.SOON)).extracting(MachineState::id).isEqualTo(state.id());
    }

    /** A machine that is not there is an error that names it. */
    @Test
    default void getMachine_whenThereIsNone_thenMachineNotFound() {
        MachineId nobody = nobody();

        StepVerifier.create(api().getMachine(nobody))
                .expectErrorSatisfies(error -> assertThat(error)
                        .isInstanceOfSatisfying(ControlPlaneException.class, missing -> {
                            assertThat(missing.reason()).isEqualTo(ArcReason.ARM_MACHINE_NOT_FOUND);
                            assertThat(missing.machine()).contains(nobody);
                        }))
                .verify(Waiting.SOON);
    }

    /** A list has the machines of its scope and no others. */
    @Test
    default void listMachines_whenOfItsGroup_thenTheMachineAndNoneOfOthers() {
        MachineId machine = machine();
        MachineScope group = MachineScope.resourceGroup(machine.subscriptionId(), machine.resourceGroup());

        List<MachineId> listed = api().listMachines(group)
                .map(MachineState::id)
                .collectList()
                .blockOptional(Waiting.SOON)
                .orElseThrow();

        assertThat(listed)
                .contains(machine)
                .doesNotHaveDuplicates()
                .allSatisfy(id -> assertThat(id.resourceGroup()).isEqualToIgnoringCase(machine.resourceGroup()));
    }

    /** Whoever takes one machine ends the list. */
    @Test
    default void listMachines_whenOneIsTaken_thenTheRestIsLeft() {
        MachineScope group =
                MachineScope.resourceGroup(machine().subscriptionId(), machine().resourceGroup());

        StepVerifier.create(api().listMachines(group), 1)
                .expectNextCount(1)
                .thenCancel()
                .verify(Waiting.SOON);
    }

    /** What is listed can be asked for by its name. */
    @Test
    default void getExtension_whenItIsListed_thenItIsTheSame() {
        List<ExtensionState> listed = api().listExtensions(machine())
                .collectList()
                .blockOptional(Waiting.SOON)
                .orElseThrow();

        assertThat(listed)
                .allSatisfy(extension -> assertThat(
                                api().getExtension(machine(), extension.name()).block(Waiting.SOON))
                        .extracting(ExtensionState::name, ExtensionState::publisher, ExtensionState::type)
                        .containsExactly(extension.name(), extension.publisher(), extension.type()));
    }

    /** What is not there is empty and no error. */
    @Test
    default void getExtension_whenThereIsNone_thenEmpty() {
        StepVerifier.create(api().getExtension(machine(), "NoSuchExtension"))
                .expectComplete()
                .verify(Waiting.SOON);
    }

    /** An extension comes, is found, and goes; taking away what is not there is no error. */
    @Test
    default void putExtension_whenItMayBeInstalled_thenItComesAndGoes() {
        assumeTrue(installable().isPresent(), "skipped: nothing may be installed there");
        ExtensionSpec extension = installable().orElseThrow();
        String location = api().getMachine(machine())
                .map(MachineState::location)
                .blockOptional(Waiting.SOON)
                .orElseThrow();

        ExtensionState last = api().putExtension(machine(), extension, location).blockLast(Waiting.LONG);
        Optional<ExtensionState> there =
                api().getExtension(machine(), extension.name()).blockOptional(Waiting.SOON);
        api().deleteExtension(machine(), extension.name()).block(Waiting.LONG);
        Optional<ExtensionState> gone =
                api().getExtension(machine(), extension.name()).blockOptional(Waiting.SOON);
        api().deleteExtension(machine(), extension.name()).block(Waiting.LONG);

        assertThat(last).isNotNull().matches(ExtensionState::isSucceeded);
        assertThat(there).map(ExtensionState::type).contains(extension.type());
        assertThat(gone).isEmpty();
    }

    private MachineId nobody() {
        return MachineId.of(machine().subscriptionId(), machine().resourceGroup(), "no-such-machine");
    }
}
