package io.arcconnect.testkit.contract;

import io.arcconnect.error.ArcReason;
import io.arcconnect.error.ControlPlaneException;
import io.arcconnect.error.Failure;
import io.arcconnect.error.ProvisioningException;
import io.arcconnect.error.Stage;
import io.arcconnect.model.ExtensionSpec;
import io.arcconnect.model.ExtensionState;
import io.arcconnect.model.MachineId;
import io.arcconnect.model.ProvisionOutcome;
import io.arcconnect.model.RelayService;
import io.arcconnect.spi.DuplexStream;
import io.arcconnect.spi.ExtensionProvisioner;
import io.arcconnect.spi.HybridComputeApi;
import io.arcconnect.spi.HybridConnectivityApi;
import io.arcconnect.spi.LocalListener;
import io.arcconnect.testkit.FakeExtensionProvisioner;
import io.arcconnect.testkit.FakeHybridCompute;
import io.arcconnect.testkit.FakeHybridConnectivity;
import io.arcconnect.testkit.FakeLocalListener;
import io.arcconnect.testkit.FakeMachine;
import io.arcconnect.testkit.FakeRelayCredentialBroker;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Nested;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The fakes of ports under the contracts that the real ones keep. */
class FakePortsContractTest {

    private static final MachineId MACHINE = FakeMachine.named("m").id();

    @Nested
    class Compute implements HybridComputeApiContract {

        private final Map<String, ExtensionState> installed = new ConcurrentHashMap<>();

        @Override
        public HybridComputeApi api() {
            return FakeHybridCompute.create()
                    .machines(FakeMachine.connected(MACHINE))
                    .onListExtensions(machine -> Flux.fromIterable(installed.values()))
                    .onGetExtension((machine, name) -> Mono.justOrEmpty(installed.get(name)))
                    .onPutExtension((machine, extension) -> {
                        ExtensionState state = FakeExtensionProvisioner.installed(machine, extension);
                        installed.put(extension.name(), state);
                        return Flux.just(state);
                    })
                    .onDeleteExtension((machine, name) -> Mono.fromRunnable(() -> installed.remove(name)));
        }

        @Override
        public MachineId machine() {
            return MACHINE;
        }

        @Override
        public Optional<ExtensionSpec> installable() {
            return Optional.of(ExtensionSpec.entraLoginForLinux());
        }
    }

    @Nested
    class Connectivity implements HybridConnectivityApiContract {

        private final AtomicBoolean there = new AtomicBoolean(true);

        @Override
        public HybridConnectivityApi api() {
            return FakeHybridConnectivity.create()
                    .enabled(RelayService.ssh())
                    .onGetServiceConfiguration(
                            (machine, name) -> there.get() ? Mono.just(RelayService.ssh()) : Mono.empty())
                    .onDeleteServiceConfiguration((machine, name) -> Mono.fromRunnable(() -> there.set(false)))
                    .onPutServiceConfiguration((machine, service) -> Mono.fromRunnable(() -> there.set(true)))
                    .onListCredentials((machine, service) -> there.get()
                            ? Mono.just(FakeRelayCredentialBroker.credentials(machine))
                            : Mono.error(new ControlPlaneException(Failure.of(
                                    ArcReason.SERVICE_NOT_ENABLED, Stage.CREDENTIALS, "it was taken away"))));
        }

        @Override
        public MachineId machine() {
            return MACHINE;
        }

        @Override
        public boolean mayWrite() {
            return true;
        }
    }

    @Nested
    class Provisioner implements ExtensionProvisionerContract {

        private final ExtensionSpec broken = ExtensionSpec.of("Broken", "Nobody", "Nothing");

        @Override
        public ExtensionProvisioner provisioner() {
            FakeExtensionProvisioner fine =
                    FakeExtensionProvisioner.create().succeeds(ProvisionOutcome.Action.ALREADY_PRESENT);
            return FakeExtensionProvisioner.create()
                    .onEnsure((machine, extension) -> extension.equals(broken)
                            ? Mono.error(new ProvisioningException(
                                    Failure.of(ArcReason.PROVISIONING_EXTENSION_FAILED, Stage.PROVISION, "it is broken")
                                            .on(machine)))
                            : fine.ensure(machine, extension));
        }

        @Override
        public MachineId machine() {
            return MACHINE;
        }

        @Override
        public ExtensionSpec extension() {
            return ExtensionSpec.openSshForWindows();
        }

        @Override
        public Optional<ExtensionSpec> failing() {
            return Optional.of(broken);
        }
    }

    @Nested
    class Listener implements LocalListenerContract {

        private final FakeLocalListener computer = FakeLocalListener.create();

        @Override
        public LocalListener listener() {
            return computer;
        }

        @Override
        public Mono<DuplexStream> connect(InetSocketAddress address) {
            return computer.connect(address.getPort());
        }
    }
}
