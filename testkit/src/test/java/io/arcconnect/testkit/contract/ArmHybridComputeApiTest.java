package io.arcconnect.testkit.contract;

import io.arcconnect.model.ExtensionSpec;
import io.arcconnect.model.MachineId;
import io.arcconnect.spi.HybridComputeApi;
import io.arcconnect.testkit.EmulatedMachine;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

/** Core's calls to {@code Microsoft.HybridCompute} under the contract, on the emulator. */
class ArmHybridComputeApiTest implements HybridComputeApiContract {

    private final EmulatedApis arm = new EmulatedApis(EmulatedMachine.windows("m")
            .extension("Monitor", "Microsoft.Azure.Monitor", "AzureMonitorWindowsAgent", "1.30", "Succeeded"));

    @Override
    public HybridComputeApi api() {
        return arm.apis().compute();
    }

    @Override
    public MachineId machine() {
        return arm.machine();
    }

    @Override
    public Optional<ExtensionSpec> installable() {
        return Optional.of(ExtensionSpec.openSshForWindows());
    }

    @AfterEach
    void end() {
        arm.close();
    }
}
