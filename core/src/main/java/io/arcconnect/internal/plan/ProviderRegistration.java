package io.arcconnect.internal.plan;

import io.arcconnect.error.ArcConnectException;
import io.arcconnect.error.ArcReason;
import io.arcconnect.error.ControlPlaneException;
import io.arcconnect.error.Failure;
import io.arcconnect.error.Stage;
import io.arcconnect.model.MachineId;
import io.arcconnect.model.ProviderState;
import io.arcconnect.spi.ResourceManagerApi;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** The registration of a resource provider in a subscription, which takes 2 to 5 minutes (protocol.md 8.2). */
record ProviderRegistration(Optional<ResourceManagerApi> resources, Duration pollInterval) {

    static final String NAMESPACE = "Microsoft.HybridConnectivity";

    /** Twice the longest that is documented. */
    static final Duration DEADLINE = Duration.ofMinutes(10);

    private static final int UNREADABLE_LOOKS = 5;

    /** {@return the state; empty where there is nothing to read it with} */
    Mono<ProviderState> state(MachineId machine) {
        return Mono.justOrEmpty(resources).flatMap(api -> api.getProvider(machine.subscriptionId(), NAMESPACE));
    }

    /** Asks for it, and gives the state as the answer has it. */
    Mono<ProviderState> register(MachineId machine) {
        return Mono.justOrEmpty(resources).flatMap(api -> api.registerProvider(machine.subscriptionId(), NAMESPACE));
    }

    /**
     * Waits until it is registered.
     *
     * @param looked told after each look
     */
    Mono<ProviderState> awaited(MachineId machine, Consumer<ProviderState> looked) {
        return state(machine)
                .retryWhen(Retry.backoff(UNREADABLE_LOOKS, Duration.ofSeconds(1))
                        .maxBackoff(Duration.ofSeconds(10))
                        .filter(error -> error instanceof ArcConnectException known
                                && known.reason().isTransient())
                        .onRetryExhaustedThrow((retries, signal) -> signal.failure()))
                .doOnNext(looked)
                .repeatWhen(looks -> looks.concatMap(look -> Mono.delay(pollInterval)))
                .filter(ProviderState::isRegistered)
                .next()
                .timeout(DEADLINE, Mono.error(() -> late(machine)));
    }

    private static ControlPlaneException late(MachineId machine) {
        return new ControlPlaneException(Failure.of(
                        ArcReason.ARM_PROVIDER_NOT_REGISTERED,
                        Stage.PROVISION,
                        NAMESPACE + " was asked to be registered and is not after " + DEADLINE.toMinutes() + " minutes")
                .on(machine));
    }
}
