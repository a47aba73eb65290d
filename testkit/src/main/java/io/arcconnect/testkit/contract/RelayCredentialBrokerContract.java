package io.arcconnect.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arcconnect.error.ArcReason;
import io.arcconnect.error.ControlPlaneException;
import io.arcconnect.model.MachineId;
import io.arcconnect.model.RelayCredentials;
import io.arcconnect.model.RelayService;
import io.arcconnect.model.ServicePolicy;
import io.arcconnect.spi.RelayCredentialBroker;
import io.arcconnect.testkit.ArcEmulator;
import io.arcconnect.testkit.ArmCall;
import io.arcconnect.testkit.EmulatedMachine;
import io.arcconnect.testkit.RecordedRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What every {@link RelayCredentialBroker} must do, asked against the emulated control plane (protocol.md 2). */
@Timeout(120)
public interface RelayCredentialBrokerContract {

    /**
     * Makes a broker that asks the emulator.
     *
     * @param emulator whose endpoint, credential and authority it uses
     * @param policy what it may write
     * @return the broker
     */
    RelayCredentialBroker broker(ArcEmulator emulator, ServicePolicy policy);

    /** Nothing is asked before someone subscribes; what comes is one unit that works for some minutes. */
    @Test
    default void credentials_whenServiceIsSetUp_thenOneUnitAndNothingWritten() {
        try (ArcEmulator emulator = emulator(EmulatedMachine.linux("m").enabled())) {
            Mono<RelayCredentials> credentials =
                    broker(emulator, ServicePolicy.REPLACE_PORT).credentials(id(emulator), RelayService.ssh());
            assertThat(emulator.requests()).isEmpty();

            RelayCredentials got = credentials.blockOptional(Waiting.SOON).orElseThrow();

            assertThat(got.machine()).isEqualTo(id(emulator));
            assertThat(got.isExpiredAt(Instant.now().plus(Duration.ofMinutes(2))))
                    .isFalse();
            assertThat(got.enabledOn()).isEmpty();
            assertThat(emulator.requests()).noneMatch(RecordedRequest::isWrite);
        }
    }

    /** Many who ask for the same at the same moment cause one question. */
    @Test
    default void credentials_whenManyAskAtOnce_thenOneQuestionAndOneAnswer() {
        try (ArcEmulator emulator = emulator(EmulatedMachine.linux("m").enabled())) {
            RelayCredentialBroker broker = broker(emulator, ServicePolicy.NEVER_WRITE);

            List<RelayCredentials> all = Flux.range(0, 50)
                    .flatMap(i -> broker.credentials(id(emulator), RelayService.ssh()), 50)
                    .collectList()
                    .blockOptional(Waiting.SOON)
                    .orElseThrow();

            assertThat(all).hasSize(50).containsOnly(all.get(0));
            assertThat(emulator.requests(ArmCall.LIST_CREDENTIALS)).hasSize(1);
        }
    }

    /** What the relay has refused is given to nobody any more. */
    @Test
    default void rejected_whenTheRelayRefusedThem_thenTheNextOnesAreFresh() {
        try (ArcEmulator emulator = emulator(EmulatedMachine.linux("m").enabled())) {
            RelayCredentialBroker broker = broker(emulator, ServicePolicy.NEVER_WRITE);
            Mono<RelayCredentials> credentials = broker.credentials(id(emulator), RelayService.ssh());
            RelayCredentials refused = credentials.blockOptional(Waiting.SOON).orElseThrow();

            broker.rejected(id(emulator), RelayService.ssh(), refused);
            assertThat(emulator.requests(ArmCall.LIST_CREDENTIALS)).hasSize(1);
            RelayCredentials next = credentials.blockOptional(Waiting.SOON).orElseThrow();
            broker.rejected(id(emulator), RelayService.ssh(), refused);

            assertThat(next).isNotEqualTo(refused);
            assertThat(credentials.block(Waiting.SOON)).isEqualTo(next);
        }
    }

    /** Whoever loses interest does not take the answer from the others. */
    @Test
    default void credentials_whenOneOfTwoCancels_thenTheOtherGetsThem() {
        try (ArcEmulator emulator = emulator(EmulatedMachine.linux("m").enabled())) {
            RelayCredentialBroker broker = broker(emulator, ServicePolicy.NEVER_WRITE);
            Mono<RelayCredentials> other = broker.credentials(id(emulator), RelayService.ssh());

            broker.credentials(id(emulator), RelayService.ssh()).subscribe().dispose();

            assertThat(other.block(Waiting.SOON)).isNotNull();
        }
    }

    /** Without consent nothing is written, and the error says what is missing. */
    @Test
    default void credentials_whenServiceIsMissingAndNothingMayBeWritten_thenNotEnabled() {
        try (ArcEmulator emulator = emulator(EmulatedMachine.linux("m"))) {
            RelayCredentialBroker broker = broker(emulator, ServicePolicy.NEVER_WRITE);

            assertReason(broker.credentials(id(emulator), RelayService.ssh()), ArcReason.SERVICE_NOT_ENABLED);
            assertThat(emulator.requests()).noneMatch(RecordedRequest::isWrite);
        }
    }

    /** With consent endpoint and service configuration are set up, and the credentials say so. */
    @Test
    default void credentials_whenServiceIsMissingAndMayBeEnabled_thenSetUpOnce() {
        try (ArcEmulator emulator = emulator(EmulatedMachine.linux("m"))) {
            RelayCredentialBroker broker = broker(emulator, ServicePolicy.ENABLE_IF_MISSING);

            RelayCredentials got = broker.credentials(id(emulator), RelayService.ssh(2222))
                    .blockOptional(Waiting.SOON)
                    .orElseThrow();

            assertThat(got.enabledOn()).isPresent();
            assertThat(emulator.machine("m").servicePort("SSH")).contains(2222);
            assertThat(emulator.requests(ArmCall.PUT_ENDPOINT)).hasSize(1);
            assertThat(emulator.requests(ArmCall.PUT_SERVICE_CONFIGURATION)).hasSize(1);
        }
    }

    /** An endpoint that exists is never written again: that may disrupt its listener (protocol.md 2.6). */
    @Test
    default void credentials_whenOnlyTheServiceIsMissing_thenEndpointIsLeftAlone() {
        try (ArcEmulator emulator = emulator(EmulatedMachine.linux("m"))) {
            emulator.machine("m").configureService("WAC", 6516);
            RelayCredentialBroker broker = broker(emulator, ServicePolicy.ENABLE_IF_MISSING);

            broker.credentials(id(emulator), RelayService.ssh()).block(Waiting.SOON);

            assertThat(emulator.requests(ArmCall.PUT_ENDPOINT)).isEmpty();
            assertThat(emulator.machine("m").servicePort("WAC")).contains(6516);
        }
    }

    /** Moving somebody's port needs consent of its own. */
    @Test
    default void credentials_whenAnotherPortIsConfigured_thenConflictUnlessItMayBeReplaced() {
        try (ArcEmulator emulator = emulator(EmulatedMachine.linux("m").enabled(2222))) {
            assertReason(
                    broker(emulator, ServicePolicy.ENABLE_IF_MISSING).credentials(id(emulator), RelayService.ssh()),
                    ArcReason.SERVICE_PORT_CONFLICT);
            assertThat(emulator.machine("m").servicePort("SSH")).contains(2222);

            broker(emulator, ServicePolicy.REPLACE_PORT)
                    .credentials(id(emulator), RelayService.ssh())
                    .block(Waiting.SOON);

            assertThat(emulator.machine("m").servicePort("SSH")).contains(22);
        }
    }

    /** Refused credentials are replaced once, however many report them. */
    @Test
    default void renew_whenManyReportTheSame_thenOneQuestionAndOtherCredentials() {
        try (ArcEmulator emulator = emulator(EmulatedMachine.linux("m").enabled())) {
            RelayCredentialBroker broker = broker(emulator, ServicePolicy.NEVER_WRITE);
            RelayCredentials rejected = broker.credentials(id(emulator), RelayService.ssh())
                    .blockOptional(Waiting.SOON)
                    .orElseThrow();

            List<RelayCredentials> renewed = Flux.range(0, 20)
                    .flatMap(i -> broker.renew(id(emulator), RelayService.ssh(), rejected), 20)
                    .collectList()
                    .blockOptional(Waiting.SOON)
                    .orElseThrow();

            assertThat(renewed).containsOnly(renewed.get(0)).doesNotContain(rejected);
            assertThat(emulator.requests(ArmCall.LIST_CREDENTIALS)).hasSize(2);
        }
    }

    /** A machine that does not exist is not one whose service is missing. */
    @Test
    default void credentials_whenMachineIsUnknown_thenMachineNotFoundAndNothingWritten() {
        try (ArcEmulator emulator = emulator(EmulatedMachine.linux("m"))) {
            MachineId nobody = MachineId.of("00000000-0000-0000-0000-000000000000", "rg", "nobody");

            assertReason(
                    broker(emulator, ServicePolicy.ENABLE_IF_MISSING).credentials(nobody, RelayService.ssh()),
                    ArcReason.ARM_MACHINE_NOT_FOUND);
            assertThat(emulator.machine("m").servicePort("SSH")).isEmpty();
        }
    }

    /** A missing role is named. */
    @Test
    default void credentials_whenRoleIsMissing_thenForbidden() {
        try (ArcEmulator emulator = emulator(EmulatedMachine.linux("m").enabled())) {
            emulator.deny("Microsoft.HybridConnectivity/endpoints/listCredentials/action");

            assertReason(
                    broker(emulator, ServicePolicy.NEVER_WRITE).credentials(id(emulator), RelayService.ssh()),
                    ArcReason.ARM_FORBIDDEN);
        }
    }

    private static void assertReason(Mono<RelayCredentials> credentials, ArcReason reason) {
        assertThatThrownBy(() -> credentials.block(Waiting.SOON))
                .isInstanceOfSatisfying(
                        ControlPlaneException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(reason));
    }

    private static ArcEmulator emulator(EmulatedMachine machine) {
        return ArcEmulator.builder().machine(machine).start();
    }

    private static MachineId id(ArcEmulator emulator) {
        return emulator.machine("m").id();
    }
}
