package io.arcconnect.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.ArcMachine;
import io.arcconnect.model.ConnectSpec;
import io.arcconnect.model.Receipt;
import io.arcconnect.model.Removal;
import io.arcconnect.model.RemovedChange;
import io.arcconnect.spi.event.RemovalEvent;
import org.junit.jupiter.api.Test;

/** What a receipt takes back. */
class RemoveEmulatorTest extends PlanStage {

    @Test
    void remove_whenEverythingWasWritten_thenUndoneInReverseButTheRegistration() {
        ArcMachine machine = start(windows(), setup -> setup.unregistered(HYBRID_CONNECTIVITY, 1));
        Receipt receipt = apply(machine, plan(machine, ConnectSpec.ssh().registeringProvider()));
        int before = writes().size();

        Removal removal = remove(machine, Receipt.parse(receipt.toJson()));

        assertThat(writes().subList(before, writes().size()))
                .containsExactly("DELETE_SERVICE_CONFIGURATION", "DELETE_ENDPOINT", "DELETE_EXTENSION");
        assertThat(removal.items().stream().map(RemovedChange::result))
                .containsExactly(
                        RemovedChange.Result.UNDONE,
                        RemovedChange.Result.UNDONE,
                        RemovedChange.Result.UNDONE,
                        RemovedChange.Result.LEFT);
        assertThat(removal.toText()).contains("provider Microsoft.HybridConnectivity: left, registrations");
        assertThat(removal.isComplete()).isTrue();
        assertThat(plan(machine, ConnectSpec.ssh()).changes()).hasSize(3);
        arc.close().block(LIMIT);
        assertThat(removals.stream().map(RemovalEvent::change)).containsExactlyElementsOf(removal.items());
    }

    @Test
    void remove_whenNothingWasWritten_thenNothingIsAsked() {
        ArcMachine machine = start(linux().enabled());
        Receipt receipt = apply(machine, plan(machine, ConnectSpec.ssh()));
        int before = emulator.requests().size();

        Removal removal = remove(machine, receipt);

        assertThat(removal.items()).isEmpty();
        assertThat(emulator.requests()).hasSize(before);
    }

    @Test
    void remove_whenThePortWasMoved_thenItIsMovedBack() {
        ArcMachine machine = start(linux().enabled(2222));
        Receipt receipt = apply(machine, plan(machine, ConnectSpec.ssh()));

        Removal removal = remove(machine, receipt);

        assertThat(removal.toText()).contains("service-configuration SSH: undone, back on port 2222");
        assertThat(emulator.machine("web-01").servicePort("SSH")).contains(2222);
    }

    @Test
    void remove_whenSomebodyHasChangedThePortSince_thenThatAndItsEndpointAreRefused() {
        ArcMachine machine = start(linux());
        Receipt receipt = apply(machine, plan(machine, ConnectSpec.ssh()));
        emulator.machine("web-01").configureService("SSH", 2022);
        int before = writes().size();

        Removal removal = remove(machine, receipt);

        assertThat(removal.isComplete()).isFalse();
        assertThat(removal.items().stream().map(RemovedChange::result))
                .containsExactly(RemovedChange.Result.REFUSED, RemovedChange.Result.REFUSED);
        assertThat(removal.items().get(0).detail()).contains("2022").contains("22");
        assertThat(writes()).hasSize(before);
    }

    @Test
    void remove_whenSomebodyUsesTheEndpointForAnotherService_thenTheEndpointStays() {
        ArcMachine machine = start(linux());
        Receipt receipt = apply(machine, plan(machine, ConnectSpec.ssh()));
        emulator.machine("web-01").configureService("WAC", 6516);

        Removal removal = remove(machine, receipt);

        assertThat(removal.toText())
                .contains("service-configuration SSH: undone, deleted", "endpoint default: refused, WAC:6516");
    }

    @Test
    void remove_whenItIsGoneAlready_thenNothingToDo() {
        ArcMachine machine = start(linux());
        Receipt receipt = apply(machine, plan(machine, ConnectSpec.ssh()));
        emulator.machine("web-01").deleteEndpoint();
        int before = writes().size();

        Removal removal = remove(machine, receipt);

        assertThat(removal.items().stream().map(RemovedChange::result))
                .containsOnly(RemovedChange.Result.NOTHING_TO_DO);
        assertThat(writes()).hasSize(before);
    }

    @Test
    void remove_whenOneItemFails_thenTheOthersAreUndoneAndItSaysSo() {
        ArcMachine machine = start(
                windows(), setup -> setup.deny("Microsoft.HybridConnectivity/endpoints/serviceConfigurations/delete"));
        Receipt receipt = apply(machine, plan(machine, ConnectSpec.ssh()));

        Removal removal = remove(machine, receipt);

        assertThat(removal.isComplete()).isFalse();
        assertThat(removal.items().get(0).result()).isEqualTo(RemovedChange.Result.FAILED);
        assertThat(removal.items().get(0).detail()).contains("arm.forbidden");
        assertThat(removal.items().get(1).result()).isEqualTo(RemovedChange.Result.REFUSED);
        assertThat(removal.items().get(2).result()).isEqualTo(RemovedChange.Result.UNDONE);
    }
}
