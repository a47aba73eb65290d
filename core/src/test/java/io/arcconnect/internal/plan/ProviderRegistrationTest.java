package io.arcconnect.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.error.ArcReason;
import io.arcconnect.error.ControlPlaneException;
import io.arcconnect.error.Failure;
import io.arcconnect.error.Stage;
import io.arcconnect.model.AzureResource;
import io.arcconnect.model.MachineId;
import io.arcconnect.model.ProviderState;
import io.arcconnect.spi.ResourceManagerApi;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

@Timeout(60)
class ProviderRegistrationTest {

    private static final MachineId ID = MachineId.of("00000000-0000-0000-0000-000000000001", "rg", "web-01");

    private final AtomicInteger looks = new AtomicInteger();
    private final List<String> told = new ArrayList<>();

    @Test
    void awaited_whenItTakesFourMinutes_thenEveryLookIsTold() {
        ProviderRegistration registration = answering(look -> Mono.just(look < 25 ? "Registering" : "Registered"));

        StepVerifier.withVirtualTime(() -> registration.awaited(ID, state -> told.add(state.registrationState())))
                .expectSubscription()
                .expectNoEvent(Duration.ofSeconds(239))
                .thenAwait(Duration.ofSeconds(1))
                .assertNext(state -> assertThat(state.isRegistered()).isTrue())
                .verifyComplete();

        assertThat(told).hasSize(25).endsWith("Registering", "Registered");
    }

    @Test
    void awaited_whenItNeverEnds_thenAnErrorAfterTenMinutes() {
        ProviderRegistration registration = answering(look -> Mono.just("Registering"));

        StepVerifier.withVirtualTime(() -> registration.awaited(ID, state -> {}))
                .expectSubscription()
                .expectNoEvent(Duration.ofSeconds(599))
                .thenAwait(Duration.ofSeconds(1))
                .verifyErrorSatisfies(error -> assertThat(error)
                        .isInstanceOfSatisfying(
                                ControlPlaneException.class,
                                known -> assertThat(known.reason()).isEqualTo(ArcReason.ARM_PROVIDER_NOT_REGISTERED))
                        .hasMessageContaining("after 10 minutes"));
    }

    @Test
    void awaited_whenALookFailsForAMoment_thenItGoesOn() {
        ProviderRegistration registration = answering(
                look -> look == 2 ? Mono.error(unavailable()) : Mono.just(look < 4 ? "Registering" : "Registered"));

        StepVerifier.withVirtualTime(() -> registration.awaited(ID, state -> {}))
                .expectSubscription()
                .thenAwait(Duration.ofMinutes(1))
                .expectNextCount(1)
                .verifyComplete();
    }

    private ProviderRegistration answering(IntFunction<Mono<String>> state) {
        ResourceManagerApi api = new ResourceManagerApi() {
            @Override
            public Mono<ProviderState> getProvider(String subscriptionId, String namespace) {
                return Mono.defer(() -> state.apply(looks.incrementAndGet()))
                        .map(word -> new ProviderState(namespace, word));
            }

            @Override
            public Mono<ProviderState> registerProvider(String subscriptionId, String namespace) {
                return Mono.error(new AssertionError("waiting asks for nothing"));
            }

            @Override
            public Flux<AzureResource> findResources(String subscriptionId, String resourceGroup, String name) {
                return Flux.error(new AssertionError("not asked here"));
            }
        };
        return new ProviderRegistration(Optional.of(api), Duration.ofSeconds(10));
    }

    private static ControlPlaneException unavailable() {
        return new ControlPlaneException(Failure.of(ArcReason.ARM_UNAVAILABLE, Stage.CONTROL_PLANE, "no answer"));
    }
}
