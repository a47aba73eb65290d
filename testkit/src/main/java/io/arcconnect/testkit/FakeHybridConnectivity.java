package io.arcconnect.testkit;

import io.arcconnect.model.EndpointState;
import io.arcconnect.model.MachineId;
import io.arcconnect.model.RelayCredentials;
import io.arcconnect.model.RelayService;
import io.arcconnect.spi.HybridConnectivityApi;
import io.arcconnect.testkit.internal.fake.PortScript;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * {@code Microsoft.HybridConnectivity} without Azure. A call that the test said nothing about throws an {@link AssertionError}
 * that names it, and what says it, at the call: so nothing is ever written that the test does not know of.
 *
 * <p>Mutable and safe for any thread: what is said counts for subscriptions from then on.
 */
public final class FakeHybridConnectivity implements HybridConnectivityApi {

    private final PortScript script = new PortScript("HybridConnectivityApi");

    private FakeHybridConnectivity() {}

    /** {@return one that answers nothing yet} */
    public static FakeHybridConnectivity create() {
        return new FakeHybridConnectivity();
    }

    /**
     * Says that a service is set up on every machine: its endpoint, its configuration, and credentials that are {@link
     * FakeRelayCredentialBroker#credentials}.
     *
     * @param service name and port
     * @return this
     */
    public FakeHybridConnectivity enabled(RelayService service) {
        Objects.requireNonNull(service, "service");
        onGetEndpoint(machine -> Mono.just(new EndpointState("default", Optional.of("Succeeded"))));
        onGetServiceConfiguration((machine, name) ->
                Mono.just(service).filter(there -> there.name().equalsIgnoreCase(name)));
        return onListCredentials(
                (machine, asked) -> Mono.fromSupplier(() -> FakeRelayCredentialBroker.credentials(machine)));
    }

    /**
     * Answers {@link #listCredentials}.
     *
     * @param answer for a machine and a service
     * @return this
     */
    public FakeHybridConnectivity onListCredentials(
            BiFunction<MachineId, RelayService, Mono<RelayCredentials>> answer) {
        Objects.requireNonNull(answer, "answer");
        script.say("listCredentials", arguments -> answer.apply((MachineId) arguments[0], (RelayService) arguments[1]));
        return this;
    }

    /**
     * Answers {@link #getEndpoint}.
     *
     * @param answer for a machine; empty when there is none
     * @return this
     */
    public FakeHybridConnectivity onGetEndpoint(Function<MachineId, Mono<EndpointState>> answer) {
        Objects.requireNonNull(answer, "answer");
        script.say("getEndpoint", arguments -> answer.apply((MachineId) arguments[0]));
        return this;
    }

    /**
     * Answers {@link #putEndpoint}.
     *
     * @param answer for a machine
     * @return this
     */
    public FakeHybridConnectivity onPutEndpoint(Function<MachineId, Mono<Void>> answer) {
        Objects.requireNonNull(answer, "answer");
        script.say("putEndpoint", arguments -> answer.apply((MachineId) arguments[0]));
        return this;
    }

    /**
     * Answers {@link #deleteEndpoint}.
     *
     * @param answer for a machine
     * @return this
     */
    public FakeHybridConnectivity onDeleteEndpoint(Function<MachineId, Mono<Void>> answer) {
        Objects.requireNonNull(answer, "answer");
        script.say("deleteEndpoint", arguments -> answer.apply((MachineId) arguments[0]));
        return this;
    }

    /**
     * Answers {@link #getServiceConfiguration}.
     *
     * @param answer for a machine and a service's name; empty when there is none
     * @return this
     */
    public FakeHybridConnectivity onGetServiceConfiguration(BiFunction<MachineId, String, Mono<RelayService>> answer) {
        Objects.requireNonNull(answer, "answer");
        script.say(
                "getServiceConfiguration", arguments -> answer.apply((MachineId) arguments[0], (String) arguments[1]));
        return this;
    }

    /**
     * Answers {@link #putServiceConfiguration}.
     *
     * @param answer for a machine and a service
     * @return this
     */
    public FakeHybridConnectivity onPutServiceConfiguration(BiFunction<MachineId, RelayService, Mono<Void>> answer) {
        Objects.requireNonNull(answer, "answer");
        script.say(
                "putServiceConfiguration",
                arguments -> answer.apply((MachineId) arguments[0], (RelayService) arguments[1]));
        return this;
    }

    /**
     * Answers {@link #deleteServiceConfiguration}.
     *
     * @param answer for a machine and a service's name
     * @return this
     */
    public FakeHybridConnectivity onDeleteServiceConfiguration(BiFunction<MachineId, String, Mono<Void>> answer) {
        Objects.requireNonNull(answer, "answer");
        script.say(
                "deleteServiceConfiguration",
                arguments -> answer.apply((MachineId) arguments[0], (String) arguments[1]));
        return this;
    }

    /** {@return the calls so far, one a subscription, oldest first, such as {@code listCredentials(web-01, SSH:22, PT1H)}} */
    public List<String> calls() {
        return script.calls();
    }

    @Override
    public Mono<RelayCredentials> listCredentials(MachineId machine, RelayService service, Duration lifetime) {
        return script.<RelayCredentials>call("listCredentials", machine, service, lifetime)
                .singleOrEmpty();
    }

    @Override
    public Mono<EndpointState> getEndpoint(MachineId machine) {
        return script.<EndpointState>call("getEndpoint", machine).singleOrEmpty();
    }

    @Override
    public Mono<Void> putEndpoint(MachineId machine) {
        return script.<Void>call("putEndpoint", machine).then();
    }

    @Override
    public Mono<Void> deleteEndpoint(MachineId machine) {
        return script.<Void>call("deleteEndpoint", machine).then();
    }

    @Override
    public Mono<RelayService> getServiceConfiguration(MachineId machine, String serviceName) {
        return script.<RelayService>call("getServiceConfiguration", machine, serviceName)
                .singleOrEmpty();
    }

    @Override
    public Mono<Void> putServiceConfiguration(MachineId machine, RelayService service) {
        return script.<Void>call("putServiceConfiguration", machine, service).then();
    }

    @Override
    public Mono<Void> deleteServiceConfiguration(MachineId machine, String serviceName) {
        return script.<Void>call("deleteServiceConfiguration", machine, serviceName)
                .then();
    }
}
