package io.arcconnect.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arcconnect.ArcMachine;
import io.arcconnect.error.ArcReason;
import io.arcconnect.error.ProvisioningException;
import io.arcconnect.model.ChangeKind;
import io.arcconnect.model.ConnectSpec;
import io.arcconnect.model.ConnectSpec.OpenSsh;
import io.arcconnect.model.MachineState.Identity;
import io.arcconnect.model.Obstacle;
import io.arcconnect.model.Plan;
import io.arcconnect.model.PlannedChange;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a plan says: protocol.md 1.2, 2 and 8. */
class PlanEmulatorTest extends PlanStage {

    @Test
    void plan_whenNothingIsSetUp_thenEveryChangeWithReasonAndPermissionAndNothingWritten() {
        ArcMachine machine = start(windows(), setup -> setup.unregistered(HYBRID_CONNECTIVITY, 2));

        Plan plan = plan(machine, ConnectSpec.ssh().registeringProvider());

        assertThat(plan.changes().stream().map(PlannedChange::kind))
                .containsExactly(
                        ChangeKind.PROVIDER,
                        ChangeKind.EXTENSION,
                        ChangeKind.ENDPOINT,
                        ChangeKind.SERVICE_CONFIGURATION);
        assertThat(plan.changes()).allSatisfy(change -> {
            assertThat(change.reason()).isNotBlank();
            assertThat(change.permission().action()).startsWith("Microsoft.Hybrid");
            assertThat(change.permission().role()).contains("Owner");
        });
        assertThat(plan.isApplicable()).isTrue();
        assertThat(writes()).isEmpty();
    }

    @Test
    void plan_whenTheProviderIsNotRegisteredAndThatWasNotAskedFor_thenAnObstacle() {
        ArcMachine machine = start(linux(), setup -> setup.unregistered(HYBRID_CONNECTIVITY, 2));

        Plan plan = plan(machine, ConnectSpec.ssh());

        assertThat(plan.obstacles().stream().map(Obstacle::reason)).containsExactly("arm.provider_not_registered");
        assertThatThrownBy(() -> machine.apply(plan).block(LIMIT))
                .isInstanceOfSatisfying(ProvisioningException.class, error -> {
                    assertThat(error.reason()).isEqualTo(ArcReason.ARM_PROVIDER_NOT_REGISTERED);
                    assertThat(error.receipt().orElseThrow().changed()).isFalse();
                });
        assertThat(writes()).isEmpty();
    }

    @Test
    void plan_whenEverythingIsSetUp_thenEmpty() {
        assertThat(plan(start(linux().enabled()), ConnectSpec.ssh()).isEmpty()).isTrue();
    }

    @Test
    void plan_whenAnSshServerAnswersOnWindows_thenNoExtensionAndThatIsSaid() {
        Plan plan = plan(start(windows().enabled()), ConnectSpec.ssh());

        assertThat(plan.isEmpty()).as(plan.toText()).isTrue();
        assertThat(plan.notes()).anySatisfy(note -> assertThat(note).contains("an SSH server answers on port 22"));
    }

    @Test
    void plan_whenNoSshServerAnswersOnWindows_thenTheExtension() {
        Plan plan = plan(start(EmulatedMachine.windows("web-01").enabled()), ConnectSpec.ssh());

        assertThat(kinds(plan)).containsExactly(ChangeKind.EXTENSION);
        assertThat(plan.changes().get(0).reason()).contains("no SSH server answers on port 22");
    }

    @Test
    void plan_whenItIsServer2025_thenNoExtensionUnlessForced() {
        ArcMachine machine = start(windows().osName("Windows Server 2025 Datacenter"));

        assertThat(kinds(plan(machine, ConnectSpec.ssh()))).doesNotContain(ChangeKind.EXTENSION);
        assertThat(kinds(plan(machine, ConnectSpec.ssh().openSsh(OpenSsh.ALWAYS))))
                .contains(ChangeKind.EXTENSION);
        assertThat(kinds(plan(start(windows()), ConnectSpec.ssh().openSsh(OpenSsh.NEVER))))
                .doesNotContain(ChangeKind.EXTENSION);
    }

    @Test
    void plan_whenTheExtensionHasFailed_thenAnObstacleAndNothingIsReplaced() {
        Plan plan = plan(start(withExtension(windows(), "Failed")), ConnectSpec.ssh());

        assertThat(plan.obstacles().stream().map(Obstacle::reason)).containsExactly("provisioning.extension_failed");
        assertThat(kinds(plan)).doesNotContain(ChangeKind.EXTENSION);
    }

    @Test
    void plan_whenAnotherExtensionHasTheName_thenAnObstacleAndItIsNotReplaced() {
        Plan plan = plan(
                start(windows().extension("WindowsOpenSSH", "Contoso", "Backup", "1.0.0", "Succeeded")),
                ConnectSpec.ssh());

        assertThat(plan.obstacles())
                .singleElement()
                .satisfies(obstacle -> assertThat(obstacle.cause()).contains("Contoso/Backup"));
        assertThat(kinds(plan)).doesNotContain(ChangeKind.EXTENSION);
    }

    @Test
    void plan_whenTheAgentLastBlockedTheExtension_thenANoteThatNamesTheSettingAndNoRefusal() {
        ArcMachine machine = start(windows()
                .state(state -> state.agentConfiguration(new io.arcconnect.model.AgentConfiguration(
                        Optional.of(false),
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        List.of(),
                        Optional.empty()))));

        Plan plan = plan(machine, ConnectSpec.ssh());

        assertThat(plan.isApplicable()).isTrue();
        assertThat(kinds(plan)).contains(ChangeKind.EXTENSION);
        assertThat(plan.notes()).anySatisfy(note -> assertThat(note).contains("extensions.enabled=false"));
    }

    @Test
    void plan_whenEntraLoginIsWantedOnLinux_thenItsExtensionNeedsTheIdentity() {
        Plan without = plan(
                start(linux().state(state -> state.identity(null))),
                ConnectSpec.ssh().withEntraLogin());
        Plan with = plan(
                start(linux().state(state ->
                        state.identity(new Identity("SystemAssigned", Optional.empty(), Optional.empty())))),
                ConnectSpec.ssh().withEntraLogin());

        assertThat(without.obstacles())
                .singleElement()
                .satisfies(obstacle -> assertThat(obstacle.cause()).contains("system-assigned identity"));
        assertThat(with.changes().get(0).what()).contains("Microsoft.Azure.ActiveDirectory/AADSSHLoginForLinux");
    }

    @Test
    void plan_whenEntraLoginIsWantedOnWindows_thenAnObstacle() {
        Plan plan = plan(start(windows()), ConnectSpec.ssh().withEntraLogin());

        assertThat(plan.obstacles())
                .singleElement()
                .satisfies(obstacle -> assertThat(obstacle.cause()).contains("runs Windows"));
    }

    @Test
    void plan_whenTheMachineIsExpired_thenAnObstacleAndAnOldAgentIsANote() {
        Plan plan = plan(start(linux().status("Expired").agentVersion("1.30.0.0")), ConnectSpec.ssh());

        assertThat(plan.obstacles().stream().map(Obstacle::reason)).containsExactly("arm.machine_expired");
        assertThat(plan.notes()).anySatisfy(note -> assertThat(note).contains("1.30.0.0, older than 1.31"));
    }
}
