package io.arcconnect.testkit.contract;

import io.arcconnect.model.MachineId;
import io.arcconnect.spi.HybridConnectivityApi;
import io.arcconnect.testkit.EmulatedMachine;
import org.junit.jupiter.api.AfterEach;

/** Core's calls to {@code Microsoft.HybridConnectivity} under the contract, on the emulator. */
class ArmHybridConnectivityApiTest implements HybridConnectivityApiContract {

    private final EmulatedApis arm = new EmulatedApis(EmulatedMachine.linux("m").enabled());

    @Override
    public HybridConnectivityApi api() {
        return arm.apis().connectivity();
    }

    @Override
    public MachineId machine() {
        return arm.machine();
    }

    @Override
    public boolean mayWrite() {
        return true;
    }

    @AfterEach
    void end() {
        arm.close();
    }
}
