package io.arcconnect.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arcconnect.ArcMachine;
import io.arcconnect.error.ArcReason;
import io.arcconnect.error.ProvisioningException;
import io.arcconnect.model.AppliedChange;
import io.arcconnect.model.ChangeKind;
import io.arcconnect.model.ConnectSpec;
import io.arcconnect.model.Plan;
import io.arcconnect.model.Receipt;
import io.arcconnect.model.RelayService;
import io.arcconnect.model.Removal;
import io.arcconnect.spi.event.ApplyEvent.Phase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

/** What applying a plan writes, and what its receipt says. */
class ApplyEmulatorTest extends PlanStage {

    @Test
    void apply_whenNothingIsSetUp_thenExactlyThePlanInItsOrderAndTheBannerIsSeen() {
        ArcMachine machine = start(windows(), setup -> setup.unregistered(HYBRID_CONNECTIVITY, 3));
        Plan plan = plan(machine, ConnectSpec.ssh().registeringProvider());

        Receipt receipt = apply(machine, plan);

        assertThat(writes())
                .containsExactly("REGISTER_PROVIDER", "PUT_EXTENSION", "PUT_ENDPOINT", "PUT_SERVICE_CONFIGURATION");
        assertThat(receipt.changes())
                .allSatisfy(change -> assertThat(change.result()).isEqualTo(AppliedChange.Result.WRITTEN))
                .hasSize(4);
        assertThat(lastEvent().phase()).isEqualTo(Phase.VERIFIED);
        assertThat(lastEvent().detail()).startsWith("SSH-2.0-");
        assertThat(events)
                .anyMatch(event ->
                        event.phase() == Phase.WAITING && event.detail().equals("Registering"));
    }

    @Test
    void apply_whenAppliedAgain_thenNothingIsWritten() {
        ArcMachine machine = start(linux());
        Plan plan = plan(machine, ConnectSpec.ssh());
        Receipt first = apply(machine, plan);
        int before = writes().size();

        Receipt second = apply(machine, plan);

        assertThat(plan(machine, ConnectSpec.ssh()).isEmpty()).isTrue();
        assertThat(writes()).hasSize(before);
        assertThat(second.changed()).isFalse();
        assertThat(second.changes()).hasSize(2);
        assertThat(first.and(second).changes()).isEqualTo(first.changes());
    }

    @Test
    void apply_whenSomebodyElseHasDoneItMeanwhile_thenItIsAccepted() {
        ArcMachine machine = start(linux());
        Plan plan = plan(machine, ConnectSpec.ssh());
        emulator.machine("web-01").configureService("SSH", 22);

        Receipt receipt = apply(machine, plan);

        assertThat(receipt.changed()).isFalse();
        assertThat(writes()).isEmpty();
    }

    @Test
    void apply_whenSomebodyElseHasTakenAnotherPortMeanwhile_thenThePlanIsOutdatedAndNothingIsWritten() {
        ArcMachine machine = start(linux());
        Plan plan = plan(machine, ConnectSpec.ssh());
        emulator.machine("web-01").configureService("SSH", 2222);

        ProvisioningException error = failed(machine, plan);

        assertThat(error.reason()).isEqualTo(ArcReason.PLAN_OUTDATED);
        assertThat(error).hasMessageContaining("from port 2222 to port 22");
        assertThat(writes()).isEmpty();
        assertThat(emulator.machine("web-01").servicePort("SSH")).contains(2222);
    }

    @Test
    void apply_whenThePortWasPlannedToMove_thenThePlanIsTheConsent() {
        ArcMachine machine = start(linux().enabled(2222));
        Plan plan = plan(machine, ConnectSpec.ssh());

        Receipt receipt = apply(machine, plan);

        assertThat(plan.changes().get(0).what()).contains("from port 2222 to port 22");
        assertThat(receipt.changes()).singleElement().satisfies(change -> {
            assertThat(change.before()).contains("2222");
            assertThat(change.after()).contains("22");
        });
        assertThat(emulator.machine("web-01").servicePort("SSH")).contains(22);
    }

    @Test
    void apply_whenTheSecondWriteIsForbidden_thenTheErrorSaysSoAndHasTheReceiptOfTheFirst() {
        ArcMachine machine = start(
                linux(), setup -> setup.deny("Microsoft.HybridConnectivity/endpoints/serviceConfigurations/write"));
        Plan plan = plan(machine, ConnectSpec.ssh());

        ProvisioningException error = failed(machine, plan);

        assertThat(error.reason()).isEqualTo(ArcReason.ARM_FORBIDDEN);
        assertThat(error.receipt().orElseThrow().changes()).singleElement().satisfies(change -> {
            assertThat(change.kind()).isEqualTo(ChangeKind.ENDPOINT);
            assertThat(change.result()).isEqualTo(AppliedChange.Result.WRITTEN);
        });
    }

    @Test
    void apply_whenTheAnswerToAWriteIsLost_thenTheReceiptCallsItUncertainAndApplyingAgainGoesOn() {
        ArcMachine machine = start(linux());
        Plan plan = plan(machine, ConnectSpec.ssh());
        emulator.faults(Fault.arm(ArmCall.PUT_SERVICE_CONFIGURATION, 400, "Odd", "Something is odd."));

        Receipt first = failed(machine, plan).receipt().orElseThrow();
        emulator.clearFaults();
        Receipt second = apply(machine, plan);

        assertThat(first.changes().stream().map(AppliedChange::result))
                .containsExactly(AppliedChange.Result.WRITTEN, AppliedChange.Result.UNCERTAIN);
        assertThat(second.changes().stream().map(AppliedChange::result))
                .containsExactly(AppliedChange.Result.ALREADY_THERE, AppliedChange.Result.WRITTEN);
        assertThat(emulator.requests(ArmCall.PUT_ENDPOINT)).hasSize(1);
    }

    @Test
    void apply_whenCancelledBetweenWrites_thenTheEventsHaveTheReceiptAndApplyingAgainGoesOn() throws Exception {
        ArcMachine machine = start(linux());
        Plan plan = plan(machine, ConnectSpec.ssh());
        emulator.faults(Fault.throttled(ArmCall.PUT_SERVICE_CONFIGURATION, Duration.ofSeconds(3)));

        Disposable dying = machine.apply(plan).subscribe();
        assertThat(serviceBeingWritten.await(LIMIT.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        Flux.interval(Duration.ofMillis(5))
                .takeUntil(look ->
                        !emulator.requests(ArmCall.PUT_SERVICE_CONFIGURATION).isEmpty())
                .blockLast(LIMIT);
        dying.dispose();
        Receipt left = events.get(events.size() - 1).receipt();
        emulator.clearFaults();
        Receipt rest = apply(machine, plan);

        assertThat(left.changes().stream().map(AppliedChange::result))
                .containsExactly(AppliedChange.Result.WRITTEN, AppliedChange.Result.UNCERTAIN);
        assertThat(emulator.requests(ArmCall.PUT_ENDPOINT)).hasSize(1);
        assertThat(rest.changes().get(0).result()).isEqualTo(AppliedChange.Result.ALREADY_THERE);
        Removal removal = remove(machine, left.and(rest));
        assertThat(removal.isComplete()).as(removal.toText()).isTrue();
        assertThat(emulator.machine("web-01").servicePort("SSH")).isEmpty();
    }

    @Test
    void apply_whenSomebodyElseIsInstallingTheExtension_thenItIsNotOursToDelete() throws Exception {
        ArcMachine machine = start(withExtension(windows(), "Creating"));
        Plan plan = plan(machine, ConnectSpec.ssh());

        Disposable dying = machine.apply(plan).subscribe();
        assertThat(extensionBegun.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        dying.dispose();
        Receipt left = events.get(0).receipt();

        assertThat(left.changes())
                .singleElement()
                .satisfies(change -> assertThat(change.result()).isEqualTo(AppliedChange.Result.ALREADY_THERE));
        assertThat(remove(machine, left).items()).isEmpty();
        assertThat(emulator.requests(ArmCall.DELETE_EXTENSION)).isEmpty();
    }

    @Test
    void apply_whenOnlyLookingAtTheInstallationIsForbidden_thenTheReceiptHasIt() {
        ArcMachine machine = start(windows());
        Plan plan = plan(machine, ConnectSpec.ssh());
        emulator.faults(Fault.arm(ArmCall.POLL, 403, "AuthorizationFailed", "No."));

        ProvisioningException error = failed(machine, plan);

        assertThat(error.reason()).isEqualTo(ArcReason.ARM_FORBIDDEN);
        assertThat(error.receipt().orElseThrow().changes()).singleElement().satisfies(change -> {
            assertThat(change.kind()).isEqualTo(ChangeKind.EXTENSION);
            assertThat(change.result()).isEqualTo(AppliedChange.Result.UNCERTAIN);
        });
    }

    @Test
    void apply_whenNoServerAnswersInTheEnd_thenTheRelaysReasonAndTheReceipt() {
        ArcMachine machine = start(EmulatedMachine.linux("web-01"));
        Plan plan = plan(machine, ConnectSpec.ssh());

        ProvisioningException error = failed(machine, plan);

        assertThat(error.reason()).isEqualTo(ArcReason.RELAY_TARGET_REFUSED);
        assertThat(error.receipt().orElseThrow().changes()).hasSize(2);
    }

    @Test
    void apply_whenSomethingElseListens_thenUnverified() {
        try (TalkingTarget target = TalkingTarget.saying("HTTP/1.1 400 Bad Request " + "x".repeat(3_000))) {
            ArcMachine machine = start(EmulatedMachine.linux("web-01").target(22, target.address()));
            Plan plan = plan(machine, ConnectSpec.ssh());

            ProvisioningException error = failed(machine, plan);

            assertThat(error.reason()).isEqualTo(ArcReason.PROVISIONING_UNVERIFIED);
            assertThat(error.receipt().orElseThrow().changed()).isTrue();
        }
    }

    @Test
    void apply_whenThePlanIsAnotherMachines_thenRefusedAtTheCall() {
        ArcMachine machine = start(linux());
        Plan plan = plan(machine, ConnectSpec.ssh());
        ArcMachine other = arc.machine(machine.id().subscriptionId(), "rg", "other");

        assertThatThrownBy(() -> other.apply(plan)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> other.remove(new Receipt(machine.id(), java.time.Instant.EPOCH, List.of())))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void apply_whenCredentialsWereCachedForTheOldPort_thenTheyAreForgotten() {
        ArcMachine machine = start(linux().enabled(2222));
        machine.relayCredentials(RelayService.ssh(2222)).block(LIMIT);
        Plan plan = plan(machine, ConnectSpec.ssh());
        apply(machine, plan);

        assertThatThrownBy(
                        () -> machine.relayCredentials(RelayService.ssh(2222)).block(LIMIT))
                .hasMessageContaining("service.port_conflict");
    }
}
