package io.arcconnect.testkit;

import io.arcconnect.model.AzureResource;
import io.arcconnect.model.ProviderState;
import io.arcconnect.spi.ResourceManagerApi;
import io.arcconnect.testkit.internal.fake.PortScript;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Azure Resource Manager itself without Azure. A call that the test said nothing about throws an {@link AssertionError} that
 * names it, and what says it, at the call.
 *
 * <p>Mutable and safe for any thread: what is said counts for subscriptions from then on.
 */
public final class FakeResourceManager implements ResourceManagerApi {

    private final PortScript script = new PortScript("ResourceManagerApi");

    private FakeResourceManager() {}

    /** {@return one that answers nothing yet} */
    public static FakeResourceManager create() {
        return new FakeResourceManager();
    }

    /**
     * Answers {@link #getProvider}.
     *
     * @param answer for a namespace
     * @return this
     */
    public FakeResourceManager onGetProvider(Function<String, Mono<ProviderState>> answer) {
        Objects.requireNonNull(answer, "answer");
        script.say("getProvider", arguments -> answer.apply((String) arguments[1]));
        return this;
    }

    /**
     * Answers {@link #registerProvider}.
     *
     * @param answer for a namespace
     * @return this
     */
    public FakeResourceManager onRegisterProvider(Function<String, Mono<ProviderState>> answer) {
        Objects.requireNonNull(answer, "answer");
        script.say("registerProvider", arguments -> answer.apply((String) arguments[1]));
        return this;
    }

    /**
     * Answers {@link #findResources}.
     *
     * @param answer for a name, whatever the subscription and the group
     * @return this
     */
    public FakeResourceManager onFindResources(Function<String, Flux<AzureResource>> answer) {
        Objects.requireNonNull(answer, "answer");
        script.say("findResources", arguments -> answer.apply((String) arguments[2]));
        return this;
    }

    /** {@return the calls so far, one a subscription, oldest first, with all their arguments} */
    public List<String> calls() {
        return script.calls();
    }

    @Override
    public Mono<ProviderState> getProvider(String subscriptionId, String namespace) {
        return script.<ProviderState>call("getProvider", subscriptionId, namespace)
                .singleOrEmpty();
    }

    @Override
    public Mono<ProviderState> registerProvider(String subscriptionId, String namespace) {
        return script.<ProviderState>call("registerProvider", subscriptionId, namespace)
                .singleOrEmpty();
    }

    @Override
    public Flux<AzureResource> findResources(String subscriptionId, String resourceGroup, String name) {
        return script.call("findResources", subscriptionId, resourceGroup, name);
    }
}
