package io.arcconnect.internal.provision;

import static io.arcconnect.internal.provision.ScriptedCompute.MACHINE;
import static io.arcconnect.internal.provision.ScriptedCompute.extension;
import static io.arcconnect.internal.provision.ScriptedCompute.machine;
import static io.arcconnect.internal.provision.ScriptedCompute.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.error.ArcConnectException;
import io.arcconnect.error.ArcReason;
import io.arcconnect.error.ControlPlaneException;
import io.arcconnect.error.Failure;
import io.arcconnect.error.ProvisioningException;
import io.arcconnect.error.Stage;
import io.arcconnect.model.AgentConfiguration;
import io.arcconnect.model.ExtensionSpec;
import io.arcconnect.model.ExtensionState;
import io.arcconnect.model.MachineState;
import io.arcconnect.model.ProvisionOutcome;
import io.arcconnect.model.ProvisionOutcome.Action;
import io.arcconnect.spi.event.ArcEvent;
import io.arcconnect.spi.event.ProvisioningEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.test.publisher.PublisherProbe;

@Timeout(60)
class IdempotentExtensionProvisionerTest {

    private static final ExtensionSpec SPEC = ExtensionSpec.openSshForWindows();
    private static final Duration DEADLINE = Duration.ofMinutes(15);

    private final ScriptedCompute compute = new ScriptedCompute();
    private final List<String> told = new ArrayList<>();
    private final IdempotentExtensionProvisioner provisioner = new IdempotentExtensionProvisioner(
            compute, DEADLINE, Clock.fixed(Instant.parse("2026-11-22T10:00:00Z"), ZoneOffset.UTC), this::tell);

    @Test
    void ensure_whenPresent_thenNothingIsWritten() {
        script(List.of(Mono.just(extension("Succeeded"))));

        ends(SPEC, outcome -> assertThat(outcome.action()).isEqualTo(Action.ALREADY_PRESENT));

        assertThat(compute.calls).containsExactly("machine", "get WindowsOpenSSH");
        assertThat(told).isEmpty();
    }

    @Test
    void ensure_whenNotSubscribed_thenNothingIsAsked() {
        assertThat(provisioner.ensure(MACHINE, SPEC)).isNotNull();
        assertThat(compute.calls).isEmpty();
    }

    @Test
    void ensure_whenMissing_thenCreatedWithTheMachinesLocationAndProgress() {
        script(List.of(Mono.empty()));
        compute.puts.add(
                Flux.defer(() -> Flux.just(extension("Accepted"), extension("Creating"), extension("Succeeded"))
                        .delayElements(Duration.ofSeconds(30))));

        ends(SPEC, outcome -> {
            assertThat(outcome.action()).isEqualTo(Action.CREATED);
            assertThat(outcome.changed()).isTrue();
            assertThat(outcome.extension()).isEqualTo(extension("Succeeded"));
            assertThat(outcome.took()).isEqualTo(Duration.ofSeconds(90));
        });

        assertThat(compute.calls).containsExactly("machine", "get WindowsOpenSSH", "put WindowsOpenSSH westeurope");
        assertThat(told).containsExactly("Accepted PT30S", "Creating PT1M", "Succeeded PT1M30S");
    }

    @Test
    void ensure_whenDrifted_thenUpdated() {
        script(List.of(Mono.just(extension("Contoso", "3.0.1.0", "Succeeded"))));
        compute.puts.add(Flux.just(extension("Succeeded")));

        ends(SPEC, outcome -> assertThat(outcome.action()).isEqualTo(Action.UPDATED));
    }

    @Test
    void ensure_whenOlderThanWanted_thenUpdated() {
        script(List.of(Mono.just(extension("Succeeded"))));
        compute.puts.add(Flux.just(extension("Succeeded")));

        ends(SPEC.withVersion("3.1"), outcome -> assertThat(outcome.action()).isEqualTo(Action.UPDATED));
    }

    @Test
    void ensure_whenNewerThanWanted_thenNeverDowngraded() {
        script(List.of(Mono.just(extension("Succeeded"))));

        ends(SPEC.withVersion("2.0"), outcome -> assertThat(outcome.action()).isEqualTo(Action.ALREADY_PRESENT));
    }

    @Test
    void ensure_whenUnderWay_thenJoined() {
        script(List.of(
                Mono.just(extension("Creating")),
                Mono.error(refused(ArcReason.ARM_UNAVAILABLE)),
                Mono.just(extension("Creating")),
                Mono.just(extension("Succeeded"))));

        ends(SPEC, outcome -> {
            assertThat(outcome.action()).isEqualTo(Action.JOINED);
            assertThat(outcome.changed()).isFalse();
        });

        assertThat(compute.calls).noneMatch(call -> call.startsWith("put"));
        assertThat(told).extracting(line -> line.split(" ")[0]).containsExactly("Creating", "Creating", "Succeeded");
    }

    @Test
    void ensure_whenJoinedInstallationFails_thenFailed() {
        script(List.of(Mono.just(extension("Updating")), Mono.just(extension("Failed"))));

        fails(SPEC, error -> assertThat(error.reason()).isEqualTo(ArcReason.PROVISIONING_EXTENSION_FAILED));
    }

    @Test
    void ensure_whenJoinedInstallationIsCancelled_thenCanceled() {
        script(List.of(Mono.just(extension("Updating")), Mono.just(extension("Canceled"))));

        fails(SPEC, error -> assertThat(error.reason()).isEqualTo(ArcReason.PROVISIONING_CANCELED));
    }

    @Test
    void ensure_whenBeingDeleted_thenCreatedAfterwards() {
        script(List.of(Mono.just(extension("Deleting")), Mono.empty()));
        compute.puts.add(Flux.just(extension("Succeeded")));

        ends(SPEC, outcome -> assertThat(outcome.action()).isEqualTo(Action.CREATED));
    }

    @Test
    void ensure_whenFailed_thenNeitherDeletedNorWritten() {
        script(List.of(Mono.just(extension("Failed"))));

        fails(SPEC, error -> {
            assertThat(error).isInstanceOf(ProvisioningException.class);
            assertThat(error.reason()).isEqualTo(ArcReason.PROVISIONING_EXTENSION_FAILED);
            assertThat(error).hasMessageContaining("the agent's own words");
            assertThat(error.facts()).containsEntry("code", "64");
            assertThat(error.facts()).containsEntry("logs", "C:\\ProgramData\\GuestConfig\\ext_mgr_logs");
            assertThat(error.machine()).contains(MACHINE);
        });

        assertThat(compute.calls).allMatch(call -> call.equals("machine") || call.startsWith("get"));
    }

    @Test
    void ensure_whenFoundCanceled_thenWrittenAgain() {
        script(List.of(Mono.just(extension("Canceled"))));
        compute.puts.add(Flux.just(extension("Succeeded")));

        ends(SPEC, outcome -> assertThat(outcome.action()).isEqualTo(Action.UPDATED));
    }

    @Test
    void ensure_whenSomebodyElseWasFaster_thenJoined() {
        script(List.of(Mono.empty(), Mono.just(extension("Creating")), Mono.just(extension("Succeeded"))));
        compute.puts.add(Flux.error(refused(ArcReason.ARM_CONFLICT)));

        ends(SPEC, outcome -> assertThat(outcome.action()).isEqualTo(Action.JOINED));
    }

    @Test
    void ensure_whenAnotherExtensionIsBusy_thenWrittenLater() {
        script(List.of(Mono.empty()));
        compute.puts.add(Flux.error(refused(ArcReason.ARM_CONFLICT)));
        compute.puts.add(Flux.error(refused(ArcReason.ARM_CONFLICT)));
        compute.puts.add(Flux.just(extension("Succeeded")));

        ends(SPEC, outcome -> assertThat(outcome.action()).isEqualTo(Action.CREATED));
    }

    @Test
    void ensure_whenConflictsDoNotEnd_thenConflict() {
        script(List.of(Mono.empty()));
        compute.puts.add(Flux.error(refused(ArcReason.ARM_CONFLICT)));

        fails(SPEC, error -> assertThat(error.reason()).isEqualTo(ArcReason.ARM_CONFLICT));

        assertThat(compute.calls.stream().filter(call -> call.startsWith("put")))
                .hasSize(5);
    }

    @Test
    void ensure_whenMachineIsMissing_thenNothingElseIsAsked() {
        compute.machines.clear();
        compute.machines.add(Mono.error(refused(ArcReason.ARM_MACHINE_NOT_FOUND)));

        fails(SPEC, error -> assertThat(error.reason()).isEqualTo(ArcReason.ARM_MACHINE_NOT_FOUND));

        assertThat(compute.calls).containsExactly("machine");
    }

    @Test
    void ensure_whenDeadlinePasses_thenPendingWithTheMachinesStatus() {
        script(List.of(Mono.empty()));
        compute.machines.add(Mono.just(machine("Disconnected")));
        PublisherProbe<ExtensionState> put =
                PublisherProbe.of(Flux.concat(Mono.just(extension("Creating")), Flux.never()));
        compute.puts.add(put.flux());

        fails(SPEC, error -> {
            assertThat(error).isInstanceOf(ProvisioningException.class);
            assertThat(error.reason()).isEqualTo(ArcReason.PROVISIONING_PENDING);
            assertThat(error)
                    .hasMessageContaining("still queued (Creating after 15 minutes): the machine is Disconnected since"
                            + " 2026-11-22T07:00:00Z (3 hours)");
            assertThat(error.facts()).containsEntry("status", "Disconnected").containsEntry("state", "Creating");
        });

        put.assertWasCancelled();
    }

    @Test
    void ensure_whenDeadlinePassesAndMachineIsSilent_thenPendingAllTheSame() {
        script(List.of(Mono.just(extension("Updating"))));
        compute.machines.add(Mono.never());

        fails(SPEC, error -> {
            assertThat(error.reason()).isEqualTo(ArcReason.PROVISIONING_PENDING);
            assertThat(error).hasMessageContaining("still Updating after 15 minutes.");
        });
    }

    @Test
    void ensure_whenMachineIsExpired_thenNothingIsWritten() {
        compute.machines.clear();
        compute.machines.add(Mono.just(machine("expired")));

        fails(SPEC, error -> {
            assertThat(error.reason()).isEqualTo(ArcReason.ARM_MACHINE_EXPIRED);
            assertThat(error).hasMessageContaining("nothing was written");
        });

        assertThat(compute.calls).containsExactly("machine");
    }

    @ParameterizedTest
    @MethodSource("blocking")
    void ensure_whenItFailsAndTheAgentIsConfiguredAgainstIt_thenBlocked(
            AgentConfiguration configuration, String why, String fact) {
        compute.machines.add(Mono.just(machine("Connected").toBuilder()
                .agentConfiguration(configuration)
                .build()));
        script(List.of(Mono.empty(), Mono.just(extension("Failed"))));
        compute.puts.add(Flux.error(new ProvisioningException(
                Failure.of(ArcReason.PROVISIONING_EXTENSION_FAILED, Stage.PROVISION, "the agent said no")
                        .on(MACHINE))));

        fails(SPEC, error -> {
            assertThat(error.reason()).isEqualTo(ArcReason.PROVISIONING_BLOCKED);
            assertThat(error).hasMessageContaining(why).hasMessageContaining("the agent said no");
            assertThat(error.facts()).containsKey(fact);
        });
    }

    private static Stream<Arguments> blocking() {
        AgentConfiguration.ExtensionType ours =
                new AgentConfiguration.ExtensionType("microsoft.azure.openssh", "windowsopenssh");
        AgentConfiguration.ExtensionType other = new AgentConfiguration.ExtensionType("A.B", "C");
        return Stream.of(
                Arguments.of(configured(false, "full", List.of(), List.of()), "extensions.enabled=false", "configMode"),
                Arguments.of(configured(true, "Monitor", List.of(), List.of()), "config.mode=monitor", "configMode"),
                Arguments.of(
                        configured(true, "full", List.of(), List.of(ours)),
                        "extensions.blocklist",
                        "extensionsBlockList"),
                Arguments.of(
                        configured(true, "full", List.of(other), List.of()),
                        "extensions.allowlist=[A.B/C]",
                        "extensionsAllowList"));
    }

    @Test
    void ensure_whenTheAgentAllowsIt_thenAFailureIsAFailure() {
        AgentConfiguration.ExtensionType ours =
                new AgentConfiguration.ExtensionType("Microsoft.Azure.OpenSSH", "WindowsOpenSSH");
        compute.machines.add(Mono.just(machine("Connected").toBuilder()
                .agentConfiguration(configured(true, "full", List.of(ours), List.of()))
                .extensionService(new MachineState.ServiceStatus("Stopped", "Manual"))
                .build()));
        script(List.of(Mono.empty(), Mono.just(extension("Failed"))));
        compute.puts.add(Flux.error(new ProvisioningException(Failure.of(
                        ArcReason.PROVISIONING_EXTENSION_FAILED,
                        Stage.PROVISION,
                        "Extension returned non-zero exit code for Install: 64")
                .on(MACHINE))));

        fails(SPEC, error -> {
            assertThat(error.reason()).isEqualTo(ArcReason.PROVISIONING_EXTENSION_FAILED);
            assertThat(error)
                    .hasMessageContaining("exit code for Install: 64")
                    .hasMessageContaining("the agent reports: the agent's own words")
                    .hasMessageContaining("extension service is Stopped");
            assertThat(error.facts()).containsEntry("exitCode", "64").containsEntry("level", "Error");
        });
    }

    @Test
    void ensure_whenTheExplanationDoesNotCome_thenTheErrorAsItWas() {
        compute.machines.add(Mono.never());
        script(List.of(Mono.empty(), Mono.never()));
        compute.puts.add(Flux.error(refused(ArcReason.PROVISIONING_EXTENSION_FAILED)));

        fails(SPEC, error -> assertThat(error).hasMessageContaining("scripted"));
    }

    private static AgentConfiguration configured(
            boolean enabled,
            String mode,
            List<AgentConfiguration.ExtensionType> allow,
            List<AgentConfiguration.ExtensionType> block) {
        return new AgentConfiguration(
                Optional.of(enabled), Optional.of(mode), allow, block, Optional.empty(), List.of(), Optional.empty());
    }

    @Test
    void ensure_whenNothingIsAnsweredBeforeTheDeadline_thenUnavailable() {
        compute.machines.clear();
        compute.machines.add(Mono.never());

        fails(SPEC, error -> {
            assertThat(error).isInstanceOf(ControlPlaneException.class);
            assertThat(error.reason()).isEqualTo(ArcReason.ARM_UNAVAILABLE);
            assertThat(error).hasMessageContaining("nothing was written");
        });
    }

    @Test
    void ensure_whenCancelled_thenNothingMoreIsAsked() {
        script(List.of(Mono.just(extension("Creating"))));

        StepVerifier.withVirtualTime(() -> provisioner.ensure(MACHINE, SPEC))
                .thenAwait(Duration.ofSeconds(4))
                .then(compute.calls::clear)
                .thenCancel()
                .verify();

        assertThat(compute.calls).isEmpty();
    }

    private void script(List<Mono<ExtensionState>> answers) {
        compute.extensions.clear();
        compute.extensions.addAll(answers);
    }

    private void ends(ExtensionSpec spec, Consumer<ProvisionOutcome> check) {
        StepVerifier.withVirtualTime(() -> provisioner.ensure(MACHINE, spec))
                .thenAwait(Duration.ofHours(1))
                .assertNext(outcome -> {
                    assertThat(outcome.machine()).isEqualTo(MACHINE);
                    check.accept(outcome);
                })
                .verifyComplete();
    }

    private void fails(ExtensionSpec spec, Consumer<ArcConnectException> check) {
        StepVerifier.withVirtualTime(() -> provisioner.ensure(MACHINE, spec))
                .thenAwait(Duration.ofHours(1))
                .verifyErrorSatisfies(
                        error -> assertThat(error).isInstanceOfSatisfying(ArcConnectException.class, check));
    }

    private void tell(ArcEvent event) {
        ProvisioningEvent seen = (ProvisioningEvent) event;
        told.add(seen.extension().provisioningState() + " " + seen.elapsed());
    }
}
