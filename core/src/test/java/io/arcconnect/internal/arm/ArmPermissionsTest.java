package io.arcconnect.internal.arm;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.model.MachineId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is missing, and who has it: protocol.md 2.7, 8.1. */
class ArmPermissionsTest {

    private static final Optional<MachineId> VMWARE = Optional.of(
            MachineId.parse("/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/rg/providers/"
                    + "Microsoft.ConnectedVMwarevSphere/virtualMachines/vm"));

    @ParameterizedTest
    @CsvSource({
        "Microsoft.HybridConnectivity/endpoints/listCredentials/action, '\"Virtual Machine Local User Login\"'",
        "Microsoft.HybridConnectivity/endpoints/write, Owner or Contributor",
        "Microsoft.HybridConnectivity/endpoints/serviceConfigurations/write, Owner or Contributor",
        "Microsoft.HybridConnectivity/register/action, Owner or Contributor",
        "Microsoft.HybridCompute/machines/extensions/write, '\"Azure Connected Machine Resource Administrator\"'",
        "Microsoft.HybridCompute/locations/operationstatus/read, '\"Azure Connected Machine Resource Administrator\"'",
        "Microsoft.ScVmm/virtualMachines/extensions/write, Owner or Contributor",
        "Microsoft.HybridCompute/machines/read, Reader",
    })
    void role_whenAnActionIsMissing_thenTheSmallestThatHoldsIt(String action, String role) {
        assertThat(ArmPermissions.role(action)).isEqualTo(role);
    }

    @ParameterizedTest
    @EnumSource(ArmCall.class)
    void action_whenTheRefusalNamesNone_thenThatOfTheCall(ArmCall call) {
        Optional<String> action = ArmPermissions.action(call, VMWARE, "no");

        assertThat(action.isPresent()).isEqualTo(call != ArmCall.REGISTER_PROVIDER);
        assertThat(action.orElse("")).doesNotContain("HybridCompute/machines");
    }

    @Test
    void action_whenALinkedOneIsMissing_thenThatOne() {
        String text =
                "The client 'c' has permission to perform action 'Microsoft.HybridCompute/machines/extensions/write'"
                        + " on scope '/x'; however, it does not have permission to perform action(s)"
                        + " 'Microsoft.Other/things/join/action' on the linked scope(s) '/y'.";

        assertThat(ArmPermissions.action(ArmCall.PUT_EXTENSION, VMWARE, text))
                .contains("Microsoft.Other/things/join/action");
    }
}
