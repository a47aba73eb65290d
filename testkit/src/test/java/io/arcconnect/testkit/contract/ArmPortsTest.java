package io.arcconnect.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.arcconnect.error.ArcConnectException;
import io.arcconnect.error.ArcReason;
import io.arcconnect.error.ControlPlaneException;
import io.arcconnect.model.AgentConfiguration;
import io.arcconnect.model.AzureResource;
import io.arcconnect.model.ExtensionState;
import io.arcconnect.model.MachineId;
import io.arcconnect.model.MachineScope;
import io.arcconnect.model.MachineState;
import io.arcconnect.model.OperatingSystem;
import io.arcconnect.model.ProviderState;
import io.arcconnect.model.RelayService;
import io.arcconnect.spi.HybridComputeApi;
import io.arcconnect.spi.HybridConnectivityApi;
import io.arcconnect.spi.ResourceManagerApi;
import io.arcconnect.testkit.ArcEmulator;
import io.arcconnect.testkit.ArmCall;
import io.arcconnect.testkit.EmulatedMachine;
import io.arcconnect.testkit.LroStyle;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.test.StepVerifier;

/** Core's calls of Azure Resource Manager against what the emulator answers: protocol.md 1, 2.1, 7.2, 8.2. */
@Timeout(60)
class ArmPortsTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String CONNECTIVITY = "Microsoft.HybridConnectivity";

    @Test
    void listMachines_whenManyPages_thenAPageIsAskedForWhenItIsWanted() {
        try (ArcEmulator emulator = many(7, 2);
                EmulatedArm arm = new EmulatedArm(emulator)) {
            HybridComputeApi compute = arm.apis().compute();

            StepVerifier.create(compute.listMachines(scope()), 2)
                    .expectNextCount(2)
                    .then(() ->
                            assertThat(emulator.requests(ArmCall.LIST_MACHINES)).hasSize(1))
                    .thenRequest(10)
                    .expectNextCount(5)
                    .expectComplete()
                    .verify(LIMIT);

            assertThat(emulator.requests(ArmCall.LIST_MACHINES)).hasSize(4);
        }
    }

    @Test
    void listMachines_whenOfAGroup_thenOnlyThoseOfIt() {
        MachineId elsewhere = MachineId.of("00000000-0000-0000-0000-00000000a4c0", "rg-other", "db-01");
        try (ArcEmulator emulator = ArcEmulator.builder()
                        .machine(EmulatedMachine.linux("web-01"))
                        .machine(EmulatedMachine.linux("db-01").id(elsewhere))
                        .start();
                EmulatedArm arm = new EmulatedArm(emulator)) {
            HybridComputeApi compute = arm.apis().compute();

            List<MachineState> all = compute.listMachines(scope()).collectList().block(LIMIT);
            List<MachineState> group = compute.listMachines(
                            MachineScope.resourceGroup(elsewhere.subscriptionId(), "RG-OTHER"))
                    .collectList()
                    .block(LIMIT);

            assertThat(all).extracting(machine -> machine.id().name()).containsExactly("web-01", "db-01");
            assertThat(group).extracting(MachineState::id).containsExactly(elsewhere);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"00000000-0000-0000-0000-0000000000ff/", "00000000-0000-0000-0000-00000000a4c0/rg-none"})
    void listMachines_whenScopeDoesNotExist_thenNotFound(String scope) {
        String[] parts = scope.split("/", 2);
        try (ArcEmulator emulator = many(1, 10);
                EmulatedArm arm = new EmulatedArm(emulator)) {
            MachineScope missing =
                    new MachineScope(parts[0], Optional.of(parts[1]).filter(group -> !group.isEmpty()));

            assertThatExceptionOfType(ControlPlaneException.class)
                    .isThrownBy(() -> arm.apis().compute().listMachines(missing).blockLast(LIMIT))
                    .matches(error -> error.reason() == ArcReason.ARM_MACHINE_NOT_FOUND);
        }
    }

    @Test
    void getMachine_whenEverythingIsSet_thenEverythingIsRead() {
        MachineState.Identity identity =
                new MachineState.Identity("SystemAssigned", Optional.of("p"), Optional.of("t"));
        AgentConfiguration configuration = new AgentConfiguration(
                Optional.of(false),
                Optional.of("monitor"),
                List.of(new AgentConfiguration.ExtensionType("A.B", "C")),
                List.of(new AgentConfiguration.ExtensionType("D.E", "F")),
                Optional.of(false),
                List.of("22", "6516"),
                Optional.of("http://proxy:3128"));
        EmulatedMachine machine = EmulatedMachine.windows("win")
                .state(shown -> shown.status("Expired")
                        .os(new OperatingSystem(
                                "windows", "w", Optional.of("10.0.26100.1"), Optional.of("Server 2025")))
                        .agentConfiguration(configuration)
                        .extensionService(new MachineState.ServiceStatus("Stopped", "Manual"))
                        .identity(identity)
                        .privateLinkScope("/subscriptions/x/scope")
                        .tags(Map.of("Env", "prod"))
                        .errors(List.of("disk full")));
        try (ArcEmulator emulator = ArcEmulator.builder().machine(machine).start();
                EmulatedArm arm = new EmulatedArm(emulator)) {
            MachineState state = arm.apis()
                    .compute()
                    .getMachine(emulator.machine("win").id())
                    .blockOptional(LIMIT)
                    .orElseThrow();

            assertThat(state.agentConfiguration()).isEqualTo(configuration);
            assertThat(state.isExpired()).isTrue();
            assertThat(state.os().isWindowsWithOpenSsh()).isTrue();
            assertThat(state.extensionService()).contains(new MachineState.ServiceStatus("Stopped", "Manual"));
            assertThat(state.identity()).contains(identity);
            assertThat(state.privateLinkScope()).contains("/subscriptions/x/scope");
            assertThat(state.tags()).containsEntry("env", "prod");
            assertThat(state.errors()).containsExactly("disk full");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Microsoft.ConnectedVMwarevSphere/virtualMachines",
                "Microsoft.ScVmm/virtualMachines",
                "Microsoft.AzureStackHCI/virtualMachines"
            })
    void getMachine_whenOfALegacyType_thenItsOwnVersionAndProfiles(String type) {
        MachineId id = MachineId.parse(
                "/subscriptions/00000000-0000-0000-0000-00000000a4c0/resourceGroups/rg/providers/" + type + "/vm-1");
        try (ArcEmulator emulator = ArcEmulator.builder()
                        .machine(EmulatedMachine.windows("vm-1").id(id))
                        .start();
                EmulatedArm arm = new EmulatedArm(emulator)) {
            MachineState state =
                    arm.apis().compute().getMachine(id).blockOptional(LIMIT).orElseThrow();
            List<ExtensionState> extensions =
                    arm.apis().compute().listExtensions(id).collectList().block(LIMIT);

            assertThat(state.isWindows()).isTrue();
            assertThat(state.isConnected()).isTrue();
            assertThat(state.agent()).isPresent().get().matches(version -> version.isSupported());
            assertThat(extensions).isEmpty();
        }
    }

    @Test
    void findResources_whenSeveralTypesHaveTheName_thenAllOverAllPages() {
        String group = "/subscriptions/00000000-0000-0000-0000-00000000a4c0/resourceGroups/rg-emulator/providers/";
        AzureResource vm = new AzureResource(
                group + "Microsoft.Compute/virtualMachines/web-01",
                "Microsoft.Compute/virtualMachines",
                "web-01",
                "westeurope",
                Optional.empty());
        try (ArcEmulator emulator = ArcEmulator.builder()
                        .machine(EmulatedMachine.linux("web-01").kind("HCI"))
                        .machine(EmulatedMachine.linux("web-02"))
                        .resource(vm)
                        .pageSize(1)
                        .start();
                EmulatedArm arm = new EmulatedArm(emulator)) {
            MachineId id = emulator.machine("web-01").id();

            List<AzureResource> found = arm.apis()
                    .resources()
                    .findResources(id.subscriptionId(), id.resourceGroup(), "WEB-01")
                    .collectList()
                    .block(LIMIT);

            assertThat(found).hasSize(2).contains(vm);
            assertThat(found)
                    .flatExtracting(each -> each.machine().stream().toList())
                    .containsExactly(id);
            assertThat(emulator.requests(ArmCall.LIST_RESOURCES)).hasSize(2);
        }
    }

    @Test
    void registerProvider_whenNotRegistered_thenRegisteringThenRegistered() {
        try (ArcEmulator emulator = ArcEmulator.builder()
                        .machine(EmulatedMachine.linux("web-01").enabled())
                        .unregistered(CONNECTIVITY, 2)
                        .start();
                EmulatedArm arm = new EmulatedArm(emulator)) {
            MachineId id = emulator.machine("web-01").id();
            ResourceManagerApi resources = arm.apis().resources();
            HybridConnectivityApi connectivity = arm.apis().connectivity();

            ProviderState before =
                    resources.getProvider(id.subscriptionId(), CONNECTIVITY).block(LIMIT);
            Throwable read = errorOf(() -> connectivity.getEndpoint(id).block(LIMIT));
            Throwable written = errorOf(() -> connectivity.putEndpoint(id).block(LIMIT));
            ProviderState asked = resources
                    .registerProvider(id.subscriptionId(), CONNECTIVITY)
                    .block(LIMIT);
            List<String> looks = resources
                    .getProvider(id.subscriptionId(), CONNECTIVITY)
                    .repeat(2)
                    .map(ProviderState::registrationState)
                    .collectList()
                    .block(LIMIT);

            assertThat(before).isEqualTo(new ProviderState(CONNECTIVITY, "NotRegistered"));
            assertThat(List.of(read, written))
                    .allMatch(error -> error instanceof ArcConnectException told
                            && told.reason() == ArcReason.ARM_PROVIDER_NOT_REGISTERED);
            assertThat(asked).matches(ProviderState::isRegistering);
            assertThat(looks).containsExactly("Registering", "Registering", "Registered");
            assertThat(connectivity.getEndpoint(id).block(LIMIT)).isNotNull();
        }
    }

    @Test
    void deletes_whenThereAndWhenNot_thenBothComplete() {
        try (ArcEmulator emulator = ArcEmulator.builder()
                        .machine(EmulatedMachine.linux("web-01").enabled(2222))
                        .start();
                EmulatedArm arm = new EmulatedArm(emulator)) {
            MachineId id = emulator.machine("web-01").id();
            HybridConnectivityApi connectivity = arm.apis().connectivity();

            connectivity.deleteServiceConfiguration(id, "SSH").block(LIMIT);
            RelayService configured =
                    connectivity.getServiceConfiguration(id, "SSH").block(LIMIT);
            connectivity.deleteServiceConfiguration(id, "SSH").block(LIMIT);
            connectivity.deleteEndpoint(id).block(LIMIT);

            assertThat(configured).isNull();
            assertThat(connectivity.getEndpoint(id).block(LIMIT)).isNull();
            connectivity.deleteEndpoint(id).block(LIMIT);
        }
    }

    @ParameterizedTest
    @EnumSource(LroStyle.class)
    void deleteExtension_whenItTakesAWhile_thenFollowedUntilItIsGone(LroStyle style) {
        EmulatedMachine machine = EmulatedMachine.windows("win")
                .extension("WindowsOpenSSH", "Microsoft.Azure.OpenSSH", "WindowsOpenSSH", "3.0.1.0", "Succeeded")
                .extensionRemovalTakes(3)
                .lroStyle(style);
        try (ArcEmulator emulator = ArcEmulator.builder().machine(machine).start();
                EmulatedArm arm = new EmulatedArm(emulator)) {
            MachineId id = emulator.machine("win").id();

            arm.apis().compute().deleteExtension(id, "WindowsOpenSSH").block(LIMIT);

            assertThat(arm.apis().compute().getExtension(id, "WindowsOpenSSH").block(LIMIT))
                    .isNull();
            assertThat(emulator.requests(ArmCall.DELETE_EXTENSION)).hasSize(1);
            arm.apis().compute().deleteExtension(id, "WindowsOpenSSH").block(LIMIT);
        }
    }

    private static Throwable errorOf(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException error) {
            return error;
        }
        throw new AssertionError("no error");
    }

    private static MachineScope scope() {
        return MachineScope.subscription("00000000-0000-0000-0000-00000000a4c0");
    }

    private static ArcEmulator many(int machines, int pageSize) {
        var builder = ArcEmulator.builder().pageSize(pageSize);
        for (int i = 0; i < machines; i++) {
            builder.machine(EmulatedMachine.linux("web-" + i));
        }
        return builder.start();
    }
}
