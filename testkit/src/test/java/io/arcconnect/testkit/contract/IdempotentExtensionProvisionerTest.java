package io.arcconnect.testkit.contract;

import io.arcconnect.internal.provision.IdempotentExtensionProvisioner;
import io.arcconnect.model.ExtensionSpec;
import io.arcconnect.model.MachineId;
import io.arcconnect.spi.ExtensionProvisioner;
import io.arcconnect.testkit.EmulatedMachine;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;

/** Core's provisioner under the contract, on the emulator. */
class IdempotentExtensionProvisionerTest implements ExtensionProvisionerContract {

    private final EmulatedApis arm =
            new EmulatedApis(EmulatedMachine.windows("m").extensionTakes(2));

    @Override
    public ExtensionProvisioner provisioner() {
        return new IdempotentExtensionProvisioner(arm.apis().compute(), Waiting.LONG, Clock.systemUTC(), event -> {});
    }

    @Override
    public MachineId machine() {
        return arm.machine();
    }

    @Override
    public ExtensionSpec extension() {
        return ExtensionSpec.openSshForWindows();
    }

    @AfterEach
    void end() {
        arm.close();
    }
}
