package io.arcconnect.internal.arm;

import io.arcconnect.error.ControlPlaneException;
import io.arcconnect.model.AzureResource;
import io.arcconnect.model.MachineId;
import io.arcconnect.model.MachineScope;
import io.arcconnect.model.ProviderState;
import io.arcconnect.spi.ResourceManagerApi;
import java.util.regex.Pattern;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** {@code Microsoft.Resources} by hand-made requests (protocol.md 7.2, 8.2). */
final class ArmResourceManagerApi implements ResourceManagerApi {

    /** A stable specification of {@code Microsoft.Resources}; its documentation's samples use it. */
    static final String API_VERSION = "api-version=2021-04-01";

    private static final Pattern NAMESPACE = Pattern.compile("[A-Za-z0-9]+(\\.[A-Za-z0-9]+)*");

    private final ArmClient client;

    ArmResourceManagerApi(ArmClient client) {
        this.client = client;
    }

    @Override
    public Mono<ProviderState> getProvider(String subscriptionId, String namespace) {
        String path = provider(subscriptionId, namespace);
        return client.send(ArmCall.GET_PROVIDER, path, API_VERSION)
                .map(response -> state(ArmCall.GET_PROVIDER, namespace, response));
    }

    @Override
    public Mono<ProviderState> registerProvider(String subscriptionId, String namespace) {
        String path = provider(subscriptionId, namespace) + "/register";
        return client.send(ArmCall.REGISTER_PROVIDER, path, API_VERSION)
                .map(response -> state(ArmCall.REGISTER_PROVIDER, namespace, response));
    }

    /** The filter is quoted, so only names that a machine may have are let through. */
    @Override
    public Flux<AzureResource> findResources(String subscriptionId, String resourceGroup, String name) {
        MachineId named = MachineId.of(subscriptionId, resourceGroup, name);
        String path = MachineScope.resourceGroup(named.subscriptionId(), named.resourceGroup())
                        .path() + "/resources";
        Mono<ArmResponse> first =
                client.send(ArmCall.LIST_RESOURCES, path, "$filter=name eq '" + named.name() + "'&" + API_VERSION);
        return ArmPages.of(ArmCall.LIST_RESOURCES, first, client)
                .map(json -> new AzureResource(
                        json.text("id").orElse(""),
                        json.text("type").orElse(""),
                        json.text("name").orElse(""),
                        json.text("location").orElse(""),
                        json.text("kind")));
    }

    private static String provider(String subscriptionId, String namespace) {
        if (!NAMESPACE.matcher(namespace).matches()) {
            throw new IllegalArgumentException("not a resource provider's namespace: " + namespace);
        }
        return MachineScope.subscription(subscriptionId).path() + "/providers/" + namespace;
    }

    private static ProviderState state(ArmCall call, String namespace, ArmResponse response) {
        if (response.isError()) {
            throw new ControlPlaneException(ArmErrors.of(call, response).with("provider", namespace));
        }
        ArmJson json = response.json();
        return new ProviderState(
                json.text("namespace").orElse(namespace),
                json.text("registrationState").orElse(""));
    }
}
