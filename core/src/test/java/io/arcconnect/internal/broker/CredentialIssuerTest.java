package io.arcconnect.internal.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.error.ArcConnectException;
import io.arcconnect.error.ArcReason;
import io.arcconnect.model.MachineId;
import io.arcconnect.model.RelayCredentials;
import io.arcconnect.model.RelayService;
import io.arcconnect.model.ServicePolicy;
import io.arcconnect.spi.event.ArcEvent;
import io.arcconnect.spi.event.ServiceSetupEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** The flow of protocol.md 2.3: list first, write only what is missing and allowed, list again. */
@Timeout(60)
class CredentialIssuerTest {

    private static final MachineId MACHINE = FakeConnectivity.MACHINE;
    private static final RelayService SSH = RelayService.ssh();

    private final TickingClock clock = new TickingClock();
    private final FakeConnectivity service = new FakeConnectivity(clock);
    private final FakeCompute compute = new FakeCompute();
    private final List<String> told = new ArrayList<>();
    private final CredentialIssuer issuer =
            new CredentialIssuer(service, compute, Duration.ofHours(1), clock, this::tell);

    @Test
    void issue_whenEnabled_thenListedAndPortChecked() {
        RelayCredentials issued = ask(ServicePolicy.NEVER_WRITE);

        assertThat(issued.enabledOn()).isEmpty();
        assertThat(service.calls).containsExactly("list", "get service");
        assertThat(told).isEmpty();
    }

    @Test
    void issue_whenEndpointIsMissing_thenBothAreWrittenAndListedAgain() {
        service.endpoint = false;
        service.port = null;

        RelayCredentials issued = ask(ServicePolicy.ENABLE_IF_MISSING);

        assertThat(issued.enabledOn()).contains(clock.instant());
        assertThat(service.calls).containsExactly("list", "put endpoint", "put service 22", "list");
        assertThat(told).containsExactly("setup SSH:22", "setup SSH:22");
    }

    @Test
    void issue_whenServiceIsMissing_thenOnlyItIsWritten() {
        service.port = null;

        RelayCredentials issued = ask(ServicePolicy.ENABLE_IF_MISSING);

        assertThat(issued.enabledOn()).contains(clock.instant());
        assertThat(service.calls).containsExactly("list", "put service 22", "list");
    }

    @Test
    void issue_whenPolicyForbids_thenNothingIsWritten() {
        service.endpoint = false;
        service.port = null;

        failsWith(ServicePolicy.NEVER_WRITE, error -> {
            assertThat(error.reason()).isEqualTo(ArcReason.SERVICE_NOT_ENABLED);
            assertThat(error).hasMessageContaining("SSH:22").hasMessageContaining("ServicePolicy.ENABLE_IF_MISSING");
            assertThat(error.machine()).contains(MACHINE);
            assertThat(error.facts()).containsEntry("http", "404");
        });

        assertThat(service.calls).containsExactly("list");
    }

    @ParameterizedTest
    @EnumSource(ServicePolicy.class)
    void issue_whenMachineIsMissing_thenSaysSoAndNothingIsWritten(ServicePolicy policy) {
        service.endpoint = false;
        compute.machine = Mono.error(FakeConnectivity.refused(ArcReason.ARM_MACHINE_NOT_FOUND, "404"));

        failsWith(policy, error -> assertThat(error.reason()).isEqualTo(ArcReason.ARM_MACHINE_NOT_FOUND));

        assertThat(service.calls).containsExactly("list");
    }

    @Test
    void issue_whenMachineMayNotBeRead_thenSetUpGoesOn() {
        service.endpoint = false;
        compute.machine = Mono.error(FakeConnectivity.refused(ArcReason.ARM_FORBIDDEN, "403"));

        RelayCredentials issued = ask(ServicePolicy.ENABLE_IF_MISSING);

        assertThat(issued.enabledOn()).isPresent();
    }

    @ParameterizedTest
    @EnumSource(
            value = ArcReason.class,
            names = {"ARM_FORBIDDEN", "ARM_PROVIDER_NOT_REGISTERED", "ARM_UNAVAILABLE", "ARM_THROTTLED"})
    void issue_whenListFailsOtherwise_thenNothingIsWritten(ArcReason reason) {
        service.beforeList = () -> Mono.error(FakeConnectivity.refused(reason, "404"));

        failsWith(
                ServicePolicy.REPLACE_PORT, error -> assertThat(error.reason()).isEqualTo(reason));

        assertThat(service.calls).containsExactly("list");
    }

    @ParameterizedTest
    @EnumSource(
            value = ServicePolicy.class,
            names = {"NEVER_WRITE", "ENABLE_IF_MISSING"})
    void issue_whenPortDiffers_thenConflictNamesBoth(ServicePolicy policy) {
        service.port = 2222;

        failsWith(policy, error -> {
            assertThat(error.reason()).isEqualTo(ArcReason.SERVICE_PORT_CONFLICT);
            assertThat(error).hasMessageContaining("port 22 ").hasMessageContaining("port 2222");
            assertThat(error.facts()).containsEntry("wantedPort", "22").containsEntry("configuredPort", "2222");
        });

        assertThat(service.calls).containsExactly("list", "get service");
        assertThat(service.port).isEqualTo(2222);
        assertThat(told).isEmpty();
    }

    @Test
    void issue_whenPortMayBeReplaced_thenItIsAndListedAgain() {
        service.port = 2222;

        RelayCredentials issued = ask(ServicePolicy.REPLACE_PORT);

        assertThat(issued.enabledOn()).contains(clock.instant());
        assertThat(service.calls).containsExactly("list", "get service", "put service 22", "list");
        assertThat(told).containsExactly("setup SSH:22");
    }

    @Test
    void issue_whenConfigurationMayNotBeRead_thenTolerated() {
        service.beforeGet = () -> Mono.error(FakeConnectivity.refused(ArcReason.ARM_FORBIDDEN, "403"));

        RelayCredentials issued = ask(ServicePolicy.NEVER_WRITE);

        assertThat(issued.enabledOn()).isEmpty();
    }

    @Test
    void issue_whenSetUpIsForbidden_thenNamesWhoMay() {
        service.endpoint = false;
        service.beforePut = () -> Mono.error(FakeConnectivity.refused(ArcReason.ARM_FORBIDDEN, "403"));

        failsWith(ServicePolicy.ENABLE_IF_MISSING, error -> {
            assertThat(error.reason()).isEqualTo(ArcReason.ARM_FORBIDDEN);
            assertThat(error).hasMessageContaining("one-time").hasMessageContaining("Owner or Contributor");
        });

        assertThat(service.calls).containsExactly("list", "put endpoint");
    }

    @Test
    void issue_whenSetUpDoesNotTakeEffect_thenUnexpectedAndNoLoop() {
        service.endpoint = false;
        service.beforeList = () -> Mono.error(FakeConnectivity.refused(ArcReason.SERVICE_NOT_ENABLED, "404"));

        failsWith(
                ServicePolicy.ENABLE_IF_MISSING,
                error -> assertThat(error.reason()).isEqualTo(ArcReason.ARM_UNEXPECTED_RESPONSE));

        assertThat(service.calls).containsExactly("list", "put endpoint", "put service 22", "list");
    }

    private RelayCredentials ask(ServicePolicy policy) {
        return issuer.issue(MACHINE, SSH, policy)
                .blockOptional(Duration.ofSeconds(20))
                .orElseThrow();
    }

    private void failsWith(ServicePolicy policy, Consumer<ArcConnectException> check) {
        StepVerifier.create(issuer.issue(MACHINE, SSH, policy))
                .verifyErrorSatisfies(
                        error -> assertThat(error).isInstanceOfSatisfying(ArcConnectException.class, check));
    }

    private void tell(ArcEvent event) {
        assertThat(event.machine()).contains(MACHINE);
        told.add("setup " + ((ServiceSetupEvent) event).service());
    }
}
