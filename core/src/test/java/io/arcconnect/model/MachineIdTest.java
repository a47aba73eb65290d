package io.arcconnect.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MachineIdTest {

    private static final String SUB =
            "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/My-RG/providers/";

    @ParameterizedTest
    @CsvSource({
        "Microsoft.HybridCompute/machines/web-01, Microsoft.HybridCompute/machines",
        "microsoft.hybridcompute/MACHINES/web-01, Microsoft.HybridCompute/machines",
        "Microsoft.ConnectedVMwarevSphere/virtualMachines/web-01, Microsoft.ConnectedVMwarevSphere/virtualMachines",
        "Microsoft.ScVmm/virtualMachines/web-01, Microsoft.ScVmm/virtualMachines",
        "Microsoft.AzureStackHCI/virtualMachines/web-01, Microsoft.AzureStackHCI/virtualMachines",
        "Microsoft.HybridCompute/machines/web-01/providers/Microsoft.AzureStackHCI/virtualMachineInstances/default, Microsoft.HybridCompute/machines",
        "Microsoft.HybridCompute/machines/web-01/extensions/WindowsOpenSSH, Microsoft.HybridCompute/machines",
        "Microsoft.HybridCompute/machines/web-01/, Microsoft.HybridCompute/machines",
    })
    void parse_whenAnyFormOfTheDesign_thenTheMachine(String tail, String type) {
        MachineId id = MachineId.parse(SUB + tail);

        assertThat(id.name()).isEqualTo("web-01");
        assertThat(id.resourceGroup()).isEqualTo("My-RG");
        assertThat(id.resourceType()).isEqualTo(type);
        assertThat(id.resourceId()).isEqualTo(SUB + type + "/web-01");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "web-01",
                "/subscriptions/x/resourceGroups/rg/providers/Microsoft.HybridCompute/machines/a",
                "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/a",
                "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg/providers/Microsoft.HybridCompute/machines/a b",
                "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg/providers/Microsoft.HybridCompute/machines/a?x=1",
                "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/r\r\ng/providers/Microsoft.HybridCompute/machines/a",
                "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg/providers/Microsoft.HybridCompute/machines/a/../b"
            })
    void parse_whenMalformed_thenSaysSoOnOneLine(String text) {
        assertThatThrownBy(() -> MachineId.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContainingAny("\r", "\n");
    }

    @Test
    void equals_whenOnlyTheCaseDiffers_thenTheSameMachine() {
        MachineId lower = MachineId.of("aaaaaaaa-0000-0000-0000-000000000001", "rg", "web-01");
        MachineId upper = MachineId.of("AAAAAAAA-0000-0000-0000-000000000001", "RG", "WEB-01");

        assertThat(lower).isEqualTo(upper).hasSameHashCodeAs(upper);
        assertThat(upper.key()).isEqualTo(lower.key()).isLowerCase();
    }
}
