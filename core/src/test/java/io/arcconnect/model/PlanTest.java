package io.arcconnect.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.model.PlannedChange.ConfigureService;
import io.arcconnect.model.PlannedChange.CreateEndpoint;
import io.arcconnect.model.PlannedChange.InstallExtension;
import io.arcconnect.model.PlannedChange.RegisterProvider;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlanTest {

    private static final MachineId ID = MachineId.of("00000000-0000-0000-0000-000000000001", "rg", "web-01");
    private static final PlannedChange MOVE =
            new ConfigureService(RelayService.ssh(2222), Optional.of(22), "it was asked");

    @Test
    void toText_whenEverythingIsMissing_thenEachChangeWithReasonAndPermission() {
        Plan plan = plan(
                List.of(
                        new RegisterProvider("Microsoft.HybridConnectivity", "it is NotRegistered"),
                        new InstallExtension(
                                ExtensionSpec.openSshForWindows(), Optional.empty(), "no SSH server answers"),
                        new CreateEndpoint("there is none"),
                        MOVE),
                List.of(new Obstacle("arm.machine_expired", "the machine is Expired", "Connect it again.")));

        assertThat(plan.toText())
                .contains(
                        "web-01: 4 changes\n",
                        "1. register Microsoft.HybridConnectivity in the subscription, which takes 2 to 5 minutes",
                        "     needs Microsoft.HybridConnectivity/register/action (Contributor or Owner on the subscription)",
                        "2. install the extension WindowsOpenSSH: Microsoft.Azure.OpenSSH/WindowsOpenSSH, latest version",
                        "     because no SSH server answers\n",
                        "Microsoft.HybridCompute/machines/extensions/write",
                        "3. create the connectivity endpoint of the machine",
                        "4. move SSH from port 22 to port 2222, which cuts off whoever uses port 22 through Arc",
                        "  - decided\n",
                        "In the way: arm.machine_expired: the machine is Expired. Connect it again.\n");
        assertThat(plan.isApplicable()).isFalse();
    }

    @Test
    void toText_whenNothingIsMissing_thenItSaysSo() {
        Plan plan = plan(List.of(), List.of());

        assertThat(plan.toText()).startsWith("web-01: nothing to change\n");
        assertThat(plan.isEmpty()).isTrue();
        assertThat(plan.isApplicable()).isTrue();
    }

    @Test
    void toJson_whenThereAreChanges_thenReadableWithKindAndPermission() {
        String json = plan(List.of(MOVE), List.of()).toJson();

        assertThat(json)
                .contains(
                        "\"kind\":\"service-configuration\"",
                        "\"action\":\"Microsoft.HybridConnectivity/endpoints/serviceConfigurations/write\"");
        assertThat(JsonReading.object(json)).containsKeys("machine", "changes", "obstacles", "notes");
    }

    @Test
    void covers_whenTheSameOrLessIsToBeDone_thenConsented() {
        Plan plan = plan(List.of(MOVE, new CreateEndpoint("one reason")), List.of());

        assertThat(plan.covers(new ConfigureService(RelayService.ssh(2222), Optional.of(22), "another reason")))
                .isTrue();
        assertThat(plan.covers(new ConfigureService(RelayService.ssh(2222), Optional.empty(), "it is gone")))
                .isTrue();
        assertThat(plan.covers(new CreateEndpoint("another"))).isTrue();
    }

    @Test
    void covers_whenMoreOrSomethingElseIsToBeDone_thenNot() {
        PlannedChange install = new InstallExtension(ExtensionSpec.openSshForWindows(), Optional.empty(), "missing");
        Plan plan = plan(List.of(MOVE, install), List.of());

        assertThat(plan.covers(new ConfigureService(RelayService.ssh(2222), Optional.of(2200), "moved")))
                .isFalse();
        assertThat(plan.covers(new ConfigureService(RelayService.ssh(22), Optional.empty(), "other")))
                .isFalse();
        assertThat(plan.covers(new CreateEndpoint("gone"))).isFalse();
        assertThat(plan.covers(new InstallExtension(
                        ExtensionSpec.openSshForWindows(), Optional.of("3.0"), "another one is there")))
                .isFalse();
        assertThat(plan.covers(
                        new InstallExtension(ExtensionSpec.entraLoginForLinux(), Optional.empty(), "something else")))
                .isFalse();
        assertThat(plan.covers(new RegisterProvider("Microsoft.HybridConnectivity", "x")))
                .isFalse();
    }

    private static Plan plan(List<PlannedChange> changes, List<Obstacle> obstacles) {
        return new Plan(ID, ConnectSpec.ssh(2222), changes, obstacles, List.of("decided"));
    }
}
