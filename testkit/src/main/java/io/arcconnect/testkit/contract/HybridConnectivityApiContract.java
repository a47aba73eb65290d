package io.arcconnect.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.arcconnect.error.ArcReason;
import io.arcconnect.error.ControlPlaneException;
import io.arcconnect.model.MachineId;
import io.arcconnect.model.RelayCredentials;
import io.arcconnect.model.RelayService;
import io.arcconnect.spi.HybridConnectivityApi;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/**
 * What every {@link HybridConnectivityApi} must do (protocol.md 2.1), asked of a machine on which a service is set up: a fake
 * one, an emulated one, or one of Azure. Implement the two methods; the tests come along. Nothing is written unless {@link
 * #mayWrite} says so.
 */
@Timeout(600)
public interface HybridConnectivityApiContract {

    /** How long credentials are asked for. */
    Duration LIFETIME = Duration.ofHours(1);

    /** {@return the API, in the name of somebody who may list the machine's credentials} */
    HybridConnectivityApi api();

    /** {@return a machine on which {@link #service} is set up} */
    MachineId machine();

    /** {@return the service that is set up; SSH on port 22 unless another is} */
    default RelayService service() {
        return RelayService.ssh();
    }

    /** {@return whether the service may be taken away for a moment, which cuts off nobody} */
    default boolean mayWrite() {
        return false;
    }

    /** The endpoint and the service are as they were set up. */
    @Test
    default void getServiceConfiguration_whenItIsSetUp_thenNameAndPort() {
        StepVerifier.create(api().getEndpoint(machine()))
                .assertNext(endpoint -> assertThat(endpoint.type()).isEqualToIgnoringCase("default"))
                .expectComplete()
                .verify(Waiting.SOON);
        StepVerifier.create(api().getServiceConfiguration(machine(), service().name()))
                .assertNext(there -> {
                    assertThat(there.name()).isEqualToIgnoringCase(service().name());
                    assertThat(there.port()).isEqualTo(service().port());
                })
                .expectComplete()
                .verify(Waiting.SOON);
    }

    /** Credentials belong to the machine, live for a while, and do not show what is secret. */
    @Test
    default void listCredentials_whenItIsSetUp_thenAllThatADialNeeds() {
        Mono<RelayCredentials> asking = api().listCredentials(machine(), service(), LIFETIME);

        RelayCredentials credentials = asking.blockOptional(Waiting.SOON).orElseThrow();

        assertThat(credentials.machine()).isEqualTo(machine());
        assertThat(credentials.expiresOn()).isAfter(Instant.now().plus(Duration.ofMinutes(5)));
        assertThat(credentials.relayHost()).contains(".");
        assertThat(credentials.toString())
                .doesNotContain(credentials.accessKey().reveal())
                .doesNotContain(credentials.serviceConfigurationToken().reveal());
    }

    /** Asking again is asking again. */
    @Test
    default void listCredentials_whenSubscribedTwice_thenTwoAnswers() {
        Mono<RelayCredentials> asking = api().listCredentials(machine(), service(), LIFETIME);

        assertThat(asking.block(Waiting.SOON)).isNotNull();
        assertThat(asking.block(Waiting.SOON)).isNotNull();
    }

    /** A service that is not there has no configuration and no credentials, until it is there again. */
    @Test
    default void listCredentials_whenTheServiceIsTakenAway_thenNotEnabledUntilItIsBack() {
        assumeTrue(mayWrite(), "skipped: nothing may be written there");
        HybridConnectivityApi api = api();
        String name = service().name();

        api.deleteServiceConfiguration(machine(), name).block(Waiting.SOON);
        api.deleteServiceConfiguration(machine(), name).block(Waiting.SOON);

        StepVerifier.create(api.getServiceConfiguration(machine(), name))
                .expectComplete()
                .verify(Waiting.SOON);
        StepVerifier.create(api.listCredentials(machine(), service(), LIFETIME))
                .expectErrorSatisfies(error -> assertThat(error)
                        .isInstanceOfSatisfying(
                                ControlPlaneException.class,
                                refused -> assertThat(refused.reason()).isEqualTo(ArcReason.SERVICE_NOT_ENABLED)))
                .verify(Waiting.SOON);

        api.putServiceConfiguration(machine(), service()).block(Waiting.SOON);

        assertThat(api.listCredentials(machine(), service(), LIFETIME).block(Waiting.SOON))
                .isNotNull();
    }
}
