package io.arcconnect.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.arcconnect.ArcConnect;
import io.arcconnect.ArcMachine;
import io.arcconnect.error.ArcReason;
import io.arcconnect.error.ProvisioningException;
import io.arcconnect.model.AppliedChange;
import io.arcconnect.model.ChangeKind;
import io.arcconnect.model.ConnectSpec;
import io.arcconnect.model.ConnectSpec.OpenSsh;
import io.arcconnect.model.MachineState.Identity;
import io.arcconnect.model.Obstacle;
import io.arcconnect.model.Plan;
import io.arcconnect.model.PlannedChange;
import io.arcconnect.model.Receipt;
import io.arcconnect.model.RelayService;
import io.arcconnect.model.Removal;
import io.arcconnect.model.RemovedChange;
import io.arcconnect.spi.ArcConnectListener;
import io.arcconnect.spi.event.ApplyEvent;
import io.arcconnect.spi.event.ApplyEvent.Phase;
import io.arcconnect.spi.event.RemovalEvent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

/** Plan, apply and remove against Azure-like behaviour; the recorded requests are the proof. */
@Timeout(60)
class PlanEmulatorTest {

    private static final Duration LIMIT = Duration.ofSeconds(40);
    private static final String HYBRID_CONNECTIVITY = "Microsoft.HybridConnectivity";

    private final List<ApplyEvent> events = new CopyOnWriteArrayList<>();
    private final List<RemovalEvent> removals = new CopyOnWriteArrayList<>();
    private final CountDownLatch serviceBeingWritten = new CountDownLatch(1);
    private final CountDownLatch extensionBegun = new CountDownLatch(1);
    private ArcEmulator emulator = ArcEmulator.builder().start();
    private ArcConnect arc = emulator.arcConnect().build();

    private ArcMachine start(EmulatedMachine machine, Consumer<ArcEmulatorBuilder> setup) {
        close();
        ArcEmulatorBuilder builder = ArcEmulator.builder().machine(machine);
        setup.accept(builder);
        emulator = builder.start();
        arc = emulator.arcConnect()
                .listener(new ArcConnectListener() {
                    @Override
                    public void onRemoval(RemovalEvent event) {
                        removals.add(event);
                    }

                    @Override
                    public void onApply(ApplyEvent event) {
                        events.add(event);
                        if (event.phase() == Phase.WRITING
                                && kind(event).equals(Optional.of(ChangeKind.SERVICE_CONFIGURATION))) {
                            serviceBeingWritten.countDown();
                        }
                        if (kind(event).equals(Optional.of(ChangeKind.EXTENSION))) {
                            extensionBegun.countDown();
                        }
                    }
                })
                .build();
        return arc.machine(emulator.machine("web-01").id());
    }

    private ArcMachine start(EmulatedMachine machine) {
        return start(machine, setup -> {});
    }

    @AfterEach
    void close() {
        arc.close().block(LIMIT);
        emulator.close();
    }

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
        emulator.faults(Fault.throttled(ArmCall.PUT_SERVICE_CONFIGURATION, Duration.ofSeconds(30)));

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
    void remove_whenEverythingWasWritten_thenUndoneInReverseButTheRegistration() {
        ArcMachine machine = start(windows(), setup -> setup.unregistered(HYBRID_CONNECTIVITY, 1));
        Receipt receipt = apply(machine, plan(machine, ConnectSpec.ssh().registeringProvider()));
        int before = writes().size();

        Removal removal = remove(machine, Receipt.parse(receipt.toJson()));

        assertThat(writes().subList(before, writes().size()))
                .containsExactly("DELETE_SERVICE_CONFIGURATION", "DELETE_ENDPOINT", "DELETE_EXTENSION");
        assertThat(removal.items().stream().map(RemovedChange::result))
                .containsExactly(
                        RemovedChange.Result.UNDONE,
                        RemovedChange.Result.UNDONE,
                        RemovedChange.Result.UNDONE,
                        RemovedChange.Result.LEFT);
        assertThat(removal.toText()).contains("provider Microsoft.HybridConnectivity: left, registrations");
        assertThat(removal.isComplete()).isTrue();
        assertThat(plan(machine, ConnectSpec.ssh()).changes()).hasSize(3);
        arc.close().block(LIMIT);
        assertThat(removals.stream().map(RemovalEvent::change)).containsExactlyElementsOf(removal.items());
    }

    @Test
    void remove_whenNothingWasWritten_thenNothingIsAsked() {
        ArcMachine machine = start(linux().enabled());
        Receipt receipt = apply(machine, plan(machine, ConnectSpec.ssh()));
        int before = emulator.requests().size();

        Removal removal = remove(machine, receipt);

        assertThat(removal.items()).isEmpty();
        assertThat(emulator.requests()).hasSize(before);
    }

    @Test
    void remove_whenThePortWasMoved_thenItIsMovedBack() {
        ArcMachine machine = start(linux().enabled(2222));
        Receipt receipt = apply(machine, plan(machine, ConnectSpec.ssh()));

        Removal removal = remove(machine, receipt);

        assertThat(removal.toText()).contains("service-configuration SSH: undone, back on port 2222");
        assertThat(emulator.machine("web-01").servicePort("SSH")).contains(2222);
    }

    @Test
    void remove_whenSomebodyHasChangedThePortSince_thenThatAndItsEndpointAreRefused() {
        ArcMachine machine = start(linux());
        Receipt receipt = apply(machine, plan(machine, ConnectSpec.ssh()));
        emulator.machine("web-01").configureService("SSH", 2022);
        int before = writes().size();

        Removal removal = remove(machine, receipt);

        assertThat(removal.isComplete()).isFalse();
        assertThat(removal.items().stream().map(RemovedChange::result))
                .containsExactly(RemovedChange.Result.REFUSED, RemovedChange.Result.REFUSED);
        assertThat(removal.items().get(0).detail()).contains("2022").contains("22");
        assertThat(writes()).hasSize(before);
    }

    @Test
    void remove_whenSomebodyUsesTheEndpointForAnotherService_thenTheEndpointStays() {
        ArcMachine machine = start(linux());
        Receipt receipt = apply(machine, plan(machine, ConnectSpec.ssh()));
        emulator.machine("web-01").configureService("WAC", 6516);

        Removal removal = remove(machine, receipt);

        assertThat(removal.toText())
                .contains("service-configuration SSH: undone, deleted", "endpoint default: refused, WAC:6516");
    }

    @Test
    void remove_whenItIsGoneAlready_thenNothingToDo() {
        ArcMachine machine = start(linux());
        Receipt receipt = apply(machine, plan(machine, ConnectSpec.ssh()));
        emulator.machine("web-01").deleteEndpoint();
        int before = writes().size();

        Removal removal = remove(machine, receipt);

        assertThat(removal.items().stream().map(RemovedChange::result))
                .containsOnly(RemovedChange.Result.NOTHING_TO_DO);
        assertThat(writes()).hasSize(before);
    }

    @Test
    void remove_whenOneItemFails_thenTheOthersAreUndoneAndItSaysSo() {
        ArcMachine machine = start(
                windows(), setup -> setup.deny("Microsoft.HybridConnectivity/endpoints/serviceConfigurations/delete"));
        Receipt receipt = apply(machine, plan(machine, ConnectSpec.ssh()));

        Removal removal = remove(machine, receipt);

        assertThat(removal.isComplete()).isFalse();
        assertThat(removal.items().get(0).result()).isEqualTo(RemovedChange.Result.FAILED);
        assertThat(removal.items().get(0).detail()).contains("arm.forbidden");
        assertThat(removal.items().get(1).result()).isEqualTo(RemovedChange.Result.REFUSED);
        assertThat(removal.items().get(2).result()).isEqualTo(RemovedChange.Result.UNDONE);
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

    private static EmulatedMachine linux() {
        return EmulatedMachine.linux("web-01").ssh(EmbeddedSsh.create());
    }

    private static EmulatedMachine windows() {
        return EmulatedMachine.windows("web-01").ssh(EmbeddedSsh.create());
    }

    private static EmulatedMachine withExtension(EmulatedMachine machine, String state) {
        return machine.extension("WindowsOpenSSH", "Microsoft.Azure.OpenSSH", "WindowsOpenSSH", "3.0.1.0", state);
    }

    private static Plan plan(ArcMachine machine, ConnectSpec spec) {
        return machine.plan(spec).blockOptional(LIMIT).orElseThrow();
    }

    private Receipt apply(ArcMachine machine, Plan plan) {
        return machine.apply(plan).blockOptional(LIMIT).orElseThrow();
    }

    private static Removal remove(ArcMachine machine, Receipt receipt) {
        return machine.remove(receipt).blockOptional(LIMIT).orElseThrow();
    }

    private static ProvisioningException failed(ArcMachine machine, Plan plan) {
        return java.util.Objects.requireNonNull(catchThrowableOfType(
                ProvisioningException.class, () -> machine.apply(plan).block(LIMIT)));
    }

    private static List<ChangeKind> kinds(Plan plan) {
        return plan.changes().stream().map(PlannedChange::kind).toList();
    }

    private static Optional<ChangeKind> kind(ApplyEvent event) {
        return event.change().map(PlannedChange::kind);
    }

    /** The listener is told on a thread of its own, in order; the end of its ArcConnect is after the last event. */
    private ApplyEvent lastEvent() {
        arc.close().block(LIMIT);
        return events.get(events.size() - 1);
    }

    private List<String> writes() {
        return emulator.requests().stream()
                .filter(request -> request.isWrite() || request.call() == ArmCall.REGISTER_PROVIDER)
                .filter(request -> request.status() < 400)
                .map(request -> request.call().name())
                .toList();
    }
}
