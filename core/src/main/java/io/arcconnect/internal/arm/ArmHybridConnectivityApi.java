package io.arcconnect.internal.arm;

import io.arcconnect.error.ArcReason;
import io.arcconnect.error.ControlPlaneException;
import io.arcconnect.error.Failure;
import io.arcconnect.model.EndpointState;
import io.arcconnect.model.MachineId;
import io.arcconnect.model.RelayCredentials;
import io.arcconnect.model.RelayService;
import io.arcconnect.model.Secret;
import io.arcconnect.spi.HybridConnectivityApi;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** {@code Microsoft.HybridConnectivity} by hand-made requests (protocol.md 2). */
final class ArmHybridConnectivityApi implements HybridConnectivityApi {

    /** What every known client of SSH over Arc uses (protocol.md 2). */
    static final String API_VERSION = "api-version=2023-03-15";

    private static final String ENDPOINT = "/providers/Microsoft.HybridConnectivity/endpoints/default";

    private final ArmClient client;
    private final Clock clock;

    ArmHybridConnectivityApi(ArmClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    @Override
    public Mono<RelayCredentials> listCredentials(MachineId machine, RelayService service, Duration lifetime) {
        return client.send(
                        ArmCall.LIST_CREDENTIALS,
                        machine,
                        ENDPOINT + "/listCredentials",
                        "expiresin=" + lifetime.toSeconds() + "&" + API_VERSION,
                        ArmJson.write(Map.of("serviceName", service.name())))
                .map(response ->
                        credentials(machine, lifetime, succeeded(ArmCall.LIST_CREDENTIALS, machine, response)));
    }

    @Override
    public Mono<EndpointState> getEndpoint(MachineId machine) {
        return client.send(ArmCall.GET_ENDPOINT, machine, ENDPOINT, API_VERSION, null)
                .flatMap(response -> isAbsent(ArmCall.GET_ENDPOINT, response)
                        ? Mono.empty()
                        : Mono.just(succeeded(ArmCall.GET_ENDPOINT, machine, response)
                                        .json()
                                        .object("properties"))
                                .map(properties -> new EndpointState(
                                        properties.text("type").orElse("default"),
                                        properties.text("provisioningState"))));
    }

    @Override
    public Mono<Void> deleteEndpoint(MachineId machine) {
        return delete(ArmCall.DELETE_ENDPOINT, machine, ENDPOINT);
    }

    @Override
    public Mono<Void> putEndpoint(MachineId machine) {
        String body = ArmJson.write(Map.of("properties", Map.of("type", "default")));
        return client.send(ArmCall.PUT_ENDPOINT, machine, ENDPOINT, API_VERSION, body)
                .map(response -> succeeded(ArmCall.PUT_ENDPOINT, machine, response))
                .then();
    }

    @Override
    public Mono<RelayService> getServiceConfiguration(MachineId machine, String serviceName) {
        return client.send(ArmCall.GET_SERVICE, machine, service(serviceName), API_VERSION, null)
                .flatMap(response -> isAbsent(ArmCall.GET_SERVICE, response)
                        ? Mono.empty()
                        : Mono.just(
                                configured(machine, serviceName, succeeded(ArmCall.GET_SERVICE, machine, response))));
    }

    @Override
    public Mono<Void> putServiceConfiguration(MachineId machine, RelayService service) {
        String body =
                ArmJson.write(Map.of("properties", Map.of("serviceName", service.name(), "port", service.port())));
        return client.send(ArmCall.PUT_SERVICE, machine, service(service.name()), API_VERSION, body)
                .map(response -> succeeded(ArmCall.PUT_SERVICE, machine, response))
                .then();
    }

    @Override
    public Mono<Void> deleteServiceConfiguration(MachineId machine, String serviceName) {
        return delete(ArmCall.DELETE_SERVICE, machine, service(serviceName));
    }

    private RelayCredentials credentials(MachineId machine, Duration lifetime, ArmResponse response) {
        ArmJson relay = response.json().object("relay");
        try {
            return new RelayCredentials(
                    machine,
                    required(relay, "namespaceName"),
                    required(relay, "namespaceNameSuffix"),
                    required(relay, "hybridConnectionName"),
                    Secret.of(required(relay, "accessKey")),
                    expiry(relay.text("expiresOn"), lifetime),
                    Secret.of(relay.text("serviceConfigurationToken").orElseThrow(ArmHybridConnectivityApi::noToken)),
                    Optional.empty());
        } catch (IllegalArgumentException e) {
            throw unexpected(
                    ArmCall.LIST_CREDENTIALS,
                    machine,
                    response,
                    "the relay credentials are unusable: " + e.getMessage());
        }
    }

    /** Unix seconds (protocol.md 2.2); the member is optional. The text of a malformed one is not repeated. */
    private Instant expiry(Optional<String> seconds, Duration lifetime) {
        if (seconds.isEmpty()) {
            return clock.instant().plus(lifetime);
        }
        if (!seconds.get().matches("[0-9]{1,11}")) {
            throw new IllegalArgumentException("malformed expiresOn");
        }
        return Instant.ofEpochSecond(Long.parseLong(seconds.get()));
    }

    /** It is left out where no service was named, or the version is older than services are (protocol.md 2.1, 2.2). */
    private static IllegalArgumentException noToken() {
        return new IllegalArgumentException(
                "no serviceConfigurationToken in the answer, as if no service had been named or " + API_VERSION
                        + " were not understood");
    }

    private static String required(ArmJson relay, String name) {
        return relay.text(name).orElseThrow(() -> new IllegalArgumentException("no " + name + " in the answer"));
    }

    private static RelayService configured(MachineId machine, String serviceName, ArmResponse response) {
        ArmJson properties = response.json().object("properties");
        String port = properties.text("port").orElse("");
        try {
            return new RelayService(properties.text("serviceName").orElse(serviceName), Integer.parseInt(port));
        } catch (IllegalArgumentException e) {
            throw unexpected(ArmCall.GET_SERVICE, machine, response, "the service configuration has no usable port");
        }
    }

    private static String service(String name) {
        return ENDPOINT + "/serviceConfigurations/" + name;
    }

    /** A 404 in the service's own words, and not for want of a provider, a group or a subscription. */
    private static boolean isAbsent(ArmCall call, ArmResponse response) {
        return response.status() == 404
                && (response.body().isBlank() || !response.json().isEmpty())
                && ArmErrors.of(call, response).reason() == ArcReason.ARM_UNEXPECTED_RESPONSE;
    }

    private Mono<Void> delete(ArmCall call, MachineId machine, String suffix) {
        return client.send(call, machine, suffix, API_VERSION, null)
                .filter(response -> !isAbsent(call, response))
                .map(response -> succeeded(call, machine, response))
                .then();
    }

    private static ArmResponse succeeded(ArmCall call, MachineId machine, ArmResponse response) {
        if (response.isError()) {
            throw new ControlPlaneException(ArmErrors.of(call, machine, response));
        }
        return response;
    }

    private static ControlPlaneException unexpected(
            ArmCall call, MachineId machine, ArmResponse response, String detail) {
        Failure failure = ArmErrors.unexpected(call, response, detail);
        return new ControlPlaneException(failure.on(machine));
    }
}
