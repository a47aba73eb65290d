package io.arcconnect.examples.conditions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.arcconnect.ArcConnect;
import io.arcconnect.ArcMachine;
import io.arcconnect.error.ArcReason;
import io.arcconnect.error.ControlPlaneException;
import io.arcconnect.examples.jobs.FindMachines;
import io.arcconnect.model.AzureResource;
import io.arcconnect.model.MachineId;
import io.arcconnect.model.MachineQuery;
import io.arcconnect.model.MachineState;
import io.arcconnect.testkit.ArcEmulator;
import io.arcconnect.testkit.ArcEmulatorBuilder;
import io.arcconnect.testkit.ArmCall;
import io.arcconnect.testkit.EmulatedMachine;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Finding machines: lists with filters, and the one resource of a name (protocol.md 7.2). */
@Timeout(60)
class DiscoveryEmulatorTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String SUBSCRIPTION = "00000000-0000-0000-0000-00000000a4c0";
    private static final String GROUP = "/subscriptions/" + SUBSCRIPTION + "/resourceGroups/rg-emulator/providers/";

    @Test
    void machines_whenFiltered_thenByStatusSystemAndTag() {
        Supplier<ArcEmulatorBuilder> world = () -> ArcEmulator.builder()
                .machine(EmulatedMachine.linux("a").state(shown -> shown.tags(Map.of("Env", "prod"))))
                .machine(EmulatedMachine.linux("b").state(shown -> shown.tags(Map.of("env", "test"))))
                .machine(EmulatedMachine.windows("c").status("Disconnected"))
                .pageSize(2);
        MachineQuery all = MachineQuery.inSubscription(SUBSCRIPTION);

        assertThat(names(world.get(), all)).containsExactly("a", "b", "c");
        assertThat(names(world.get(), all.withStatus("connected"))).containsExactly("a", "b");
        assertThat(names(world.get(), all.withOs("Windows"))).containsExactly("c");
        assertThat(names(world.get(), all.withTag("ENV"))).containsExactly("a", "b");
        assertThat(names(world.get(), all.withTag("ENV", "prod").withStatus("Connected")))
                .containsExactly("a");
        assertThat(names(world.get(), all.withTag("env", "PROD"))).isEmpty();
        assertThat(names(
                        world.get(),
                        MachineQuery.inResourceGroup(SUBSCRIPTION, "RG-emulator")
                                .withOs("linux")))
                .containsExactly("a", "b");
    }

    @Test
    void findMachines_whenRun_thenTheConnectedLinuxOnesInProduction() {
        ArcEmulatorBuilder world = ArcEmulator.builder()
                .machine(EmulatedMachine.linux("a").state(shown -> shown.tags(Map.of("env", "prod"))))
                .machine(EmulatedMachine.windows("b").state(shown -> shown.tags(Map.of("env", "prod"))));

        List<ArcMachine> found = with(
                world, arc -> FindMachines.productionLinux(arc, SUBSCRIPTION).collectList());

        assertThat(found).extracting(machine -> machine.id().name()).containsExactly("a");
    }

    @Test
    void machines_whenFewAreWanted_thenNoMorePagesThanThat() {
        ArcEmulatorBuilder world = ArcEmulator.builder().pageSize(2);
        for (int i = 0; i < 9; i++) {
            world.machine(EmulatedMachine.linux("web-" + i));
        }
        try (ArcEmulator emulator = world.start()) {
            ArcConnect arc = emulator.arcConnect().build();
            Flux<MachineState> machines = arc.machines(MachineQuery.inSubscription(SUBSCRIPTION));
            assertThat(emulator.requests()).isEmpty();

            StepVerifier.create(machines, 3)
                    .expectNextCount(3)
                    .then(() ->
                            assertThat(emulator.requests(ArmCall.LIST_MACHINES)).hasSize(2))
                    .thenRequest(1)
                    .expectNextCount(1)
                    .then(() ->
                            assertThat(emulator.requests(ArmCall.LIST_MACHINES)).hasSize(2))
                    .thenRequest(1)
                    .expectNextCount(1)
                    .thenCancel()
                    .verify(LIMIT);

            assertThat(emulator.requests(ArmCall.LIST_MACHINES)).hasSize(3);
            arc.close().block(LIMIT);
        }
    }

    @Test
    void machines_whenTold_thenOnThreadsThatMayBlock() {
        try (ArcEmulator emulator =
                ArcEmulator.builder().machine(EmulatedMachine.linux("a")).start()) {
            ArcConnect arc = emulator.arcConnect().build();
            CopyOnWriteArraySet<String> threads = new CopyOnWriteArraySet<>();

            arc.machines(MachineQuery.inSubscription(SUBSCRIPTION))
                    .doOnNext(machine -> threads.add(Thread.currentThread().getName()))
                    .then(arc.find(SUBSCRIPTION, "rg-emulator", "a"))
                    .doOnNext(machine -> threads.add(Thread.currentThread().getName()))
                    .block(LIMIT);

            assertThat(threads).isNotEmpty().allMatch(name -> name.startsWith("arc-user"));
            arc.close().block(LIMIT);
        }
    }

    @Test
    void find_whenOneTypeHasTheName_thenThatMachine() {
        MachineId vmware = MachineId.parse(GROUP + "Microsoft.ConnectedVMwarevSphere/virtualMachines/vm-1");
        ArcEmulatorBuilder world = ArcEmulator.builder()
                .machine(EmulatedMachine.linux("vm-1").id(vmware))
                .resource(other("Microsoft.Compute/virtualMachines", "vm-1"))
                .resource(other("Microsoft.Network/networkInterfaces", "vm-1"));

        MachineId found = with(world, arc -> arc.find(SUBSCRIPTION, "rg-emulator", "VM-1"))
                .id();

        assertThat(found).isEqualTo(vmware);
        assertThat(found.resourceType()).isEqualTo("Microsoft.ConnectedVMwarevSphere/virtualMachines");
    }

    @Test
    void find_whenOnlyAnAzureVirtualMachineHasTheName_thenNotFoundNamingIt() {
        ArcEmulatorBuilder world = ArcEmulator.builder()
                .machine(EmulatedMachine.linux("web-01"))
                .resource(other("Microsoft.Compute/virtualMachines", "vm-1"));

        assertThatExceptionOfType(ControlPlaneException.class)
                .isThrownBy(() -> with(world, arc -> arc.find(SUBSCRIPTION, "rg-emulator", "vm-1")))
                .withMessageContaining("only Microsoft.Compute/virtualMachines, which no Arc agent serves")
                .matches(error -> error.reason() == ArcReason.ARM_MACHINE_NOT_FOUND);
    }

    @Test
    void find_whenNothingHasTheNameOrTheGroupIsMissing_thenNotFound() {
        for (String group : List.of("rg-emulator", "rg-none")) {
            assertThatExceptionOfType(ControlPlaneException.class)
                    .isThrownBy(() -> with(
                            ArcEmulator.builder().machine(EmulatedMachine.linux("web-01")),
                            arc -> arc.find(SUBSCRIPTION, group, "web-99")))
                    .matches(error -> error.reason() == ArcReason.ARM_MACHINE_NOT_FOUND);
        }
    }

    @Test
    void find_whenSeveralTypesHaveTheName_thenAmbiguousNamingThem() {
        ArcEmulatorBuilder world = ArcEmulator.builder()
                .machine(EmulatedMachine.linux("vm-1"))
                .resource(other("Microsoft.ScVmm/VirtualMachines", "vm-1"));

        assertThatExceptionOfType(ControlPlaneException.class)
                .isThrownBy(() -> with(world, arc -> arc.find(SUBSCRIPTION, "rg-emulator", "vm-1")))
                .withMessageContaining("2 machines named vm-1")
                .withMessageContaining("Microsoft.HybridCompute/machines")
                .withMessageContaining("Microsoft.ScVmm/virtualMachines")
                .matches(error -> error.reason() == ArcReason.ARM_MACHINE_AMBIGUOUS);
    }

    @Test
    void find_whenTheGroupMayNotBeListed_thenForbiddenNamesReader() {
        ArcEmulatorBuilder world = ArcEmulator.builder()
                .machine(EmulatedMachine.linux("web-01"))
                .deny("Microsoft.Resources/subscriptions/resourceGroups/resources/read");

        assertThatExceptionOfType(ControlPlaneException.class)
                .isThrownBy(() -> with(world, arc -> arc.find(SUBSCRIPTION, "rg-emulator", "web-01")))
                .withMessageContaining("needs the role Reader")
                .matches(error -> error.reason() == ArcReason.ARM_FORBIDDEN);
    }

    @Test
    void find_whenMalformed_thenIllegalArgumentAtTheCall() {
        try (ArcEmulator emulator = ArcEmulator.builder().start()) {
            ArcConnect arc = emulator.arcConnect().build();

            assertThatIllegalArgumentException().isThrownBy(() -> arc.find(SUBSCRIPTION, "rg", "x' or 'a' eq 'a"));
            arc.close().block(LIMIT);
        }
    }

    private static AzureResource other(String type, String name) {
        return new AzureResource(GROUP + type + "/" + name, type, name, "westeurope", Optional.empty());
    }

    private static List<String> names(ArcEmulatorBuilder world, MachineQuery query) {
        return with(
                world,
                arc -> arc.machines(query).map(machine -> machine.id().name()).collectList());
    }

    private static <T> T with(ArcEmulatorBuilder world, Function<ArcConnect, Mono<T>> call) {
        try (ArcEmulator emulator = world.start()) {
            ArcConnect arc = emulator.arcConnect().build();
            try {
                return call.apply(arc).blockOptional(LIMIT).orElseThrow();
            } finally {
                arc.close().block(LIMIT);
            }
        }
    }
}
