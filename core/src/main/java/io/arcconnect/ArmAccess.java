package io.arcconnect;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.policy.HttpLogOptions;
import com.azure.core.http.policy.RetryPolicy;
import com.azure.core.util.ClientOptions;
import io.arcconnect.internal.arm.ArmApis;
import io.arcconnect.internal.arm.ArmGate;
import io.arcconnect.internal.arm.ArmHttpClient;
import io.arcconnect.internal.arm.ArmPipelines;
import io.arcconnect.internal.net.Network;
import io.arcconnect.internal.time.ServiceClock;
import io.arcconnect.model.ArmLimits;
import io.arcconnect.spi.Reporter;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The way to Azure Resource Manager as the builder described it, for any number of callers: each has a pipeline of its own,
 * because a pipeline keeps its caller's token, and all of them share the connections.
 */
final class ArmAccess {

    private final Optional<TokenCredential> credential;
    private final Optional<HttpPipeline> pipeline;
    private final HttpClient httpClient;
    private final @Nullable RetryPolicy retryPolicy;
    private final HttpLogOptions logOptions;
    private final ClientOptions clientOptions;
    private final ArmLimits limits;
    private final URI endpoint;
    private final String scope;
    private final Set<String> pollHosts;
    private final Duration pollInterval;
    private final ServiceClock clock;

    ArmAccess(ArcConnectOptions options, Network network) {
        this.credential = Optional.ofNullable(options.credential);
        this.pipeline = Optional.ofNullable(options.pipeline);
        this.httpClient = pipeline.map(HttpPipeline::getHttpClient)
                .or(() -> Optional.ofNullable(options.httpClient))
                .orElseGet(() -> ArmHttpClient.over(network.pooled(), ProxySettings.configuration(options)));
        this.retryPolicy = options.retryPolicy;
        this.logOptions = options.httpLogOptions;
        this.clientOptions = options.clientOptions;
        this.limits = options.armLimits;
        this.endpoint = options.endpoint;
        this.scope = Optional.ofNullable(options.scope).orElseGet(() -> ArmPipelines.scope(endpoint));
        this.pollHosts = Set.copyOf(options.pollHosts);
        this.pollInterval = options.timing.pollInterval;
        this.clock = new ServiceClock(options.clock);
    }

    /** {@return the spans of the user's operations, with the tracer of the caller's pipeline where there is one} */
    Spans spans() {
        return new Spans(pipeline.map(HttpPipeline::getTracer).orElseGet(() -> ArmPipelines.tracer(clientOptions)));
    }

    /** {@return the APIs for whoever the builder named; empty when it named nobody} */
    Optional<ArmApis> asBuilt(Reporter reporter) {
        return pipeline.map(theirs -> over(ArmPipelines.behind(theirs, new ArmGate(limits, reporter)), reporter))
                .or(() -> credential.map(own -> as(own, reporter)));
    }

    /** The APIs for somebody else. */
    ArmApis as(TokenCredential other, Reporter reporter) {
        ArmGate gate = new ArmGate(limits, reporter);
        return over(
                ArmPipelines.build(other, scope, httpClient, retryPolicy, logOptions, clientOptions, gate), reporter);
    }

    /** {@return the time, corrected where the service's answers show that this computer's clock is wrong} */
    Clock clock() {
        return clock;
    }

    private ArmApis over(HttpPipeline through, Reporter reporter) {
        return ArmApis.over(through, endpoint, pollHosts, pollInterval, clock, reporter);
    }
}
