package io.arcconnect.internal.arm;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.policy.AddHeadersPolicy;
import com.azure.core.http.policy.HttpLogDetailLevel;
import com.azure.core.http.policy.HttpLogOptions;
import com.azure.core.http.policy.HttpLoggingPolicy;
import com.azure.core.http.policy.HttpPipelinePolicy;
import com.azure.core.http.policy.HttpPolicyProviders;
import com.azure.core.http.policy.RequestIdPolicy;
import com.azure.core.http.policy.RetryPolicy;
import com.azure.core.http.policy.UserAgentPolicy;
import com.azure.core.management.http.policy.ArmChallengeAuthenticationPolicy;
import com.azure.core.util.ClientOptions;
import com.azure.core.util.Configuration;
import com.azure.core.util.CoreUtils;
import com.azure.core.util.tracing.Tracer;
import com.azure.core.util.tracing.TracerProvider;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Builds the pipeline to Azure Resource Manager. */
public final class ArmPipelines {

    /**
     * One try of one request, the token not counted: a person may have to sign in for that. With the default retries a call
     * that nobody answers fails after about 4 minutes.
     */
    private static final Duration ATTEMPT = Duration.ofSeconds(60);

    private static final Set<HttpHeaderName> NEVER_LOGGED = Set.of(
            HttpHeaderName.AUTHORIZATION,
            HttpHeaderName.COOKIE,
            HttpHeaderName.SET_COOKIE,
            HttpHeaderName.PROXY_AUTHORIZATION);

    private ArmPipelines() {}

    /**
     * As the next, with the endpoint's own scope.
     *
     * @param credential who is asking
     * @param endpoint of Azure Resource Manager
     * @param httpClient sends
     * @param retry how to repeat, or {@code null}
     * @param log level and allow-list
     * @param options application id, headers, tracing
     * @return the pipeline
     */
    public static HttpPipeline build(
            TokenCredential credential,
            URI endpoint,
            HttpClient httpClient,
            @Nullable RetryPolicy retry,
            HttpLogOptions log,
            ClientOptions options) {
        return build(credential, scope(endpoint), httpClient, retry, log, options);
    }

    /**
     * Builds the pipeline: request id, user agent, caller's headers, retries, token with claims challenges and one renewal, a bound on each
     * try, tracing, logging, and at azure-core's two usual places what {@code HttpPolicyProviders} finds.
     *
     * @param credential who is asking; what it throws is reported as {@code arm.unauthenticated}
     * @param scope of the token, see {@link #scope}
     * @param httpClient sends
     * @param retry how to repeat, or {@code null} for 3 repetitions with exponential back-off that wait at most a minute
     *     when the service says how long
     * @param log level and allow-list; bodies and the authorization header are never logged
     * @param options application id, headers, tracing
     * @param eachTry what further sees each try, token included
     * @return the pipeline
     */
    public static HttpPipeline build(
            TokenCredential credential,
            String scope,
            HttpClient httpClient,
            @Nullable RetryPolicy retry,
            HttpLogOptions log,
            ClientOptions options,
            HttpPipelinePolicy... eachTry) {
        HttpHeaders headers = new HttpHeaders();
        options.getHeaders()
                .forEach(header -> headers.set(HttpHeaderName.fromString(header.getName()), header.getValue()));
        List<HttpPipelinePolicy> policies = new ArrayList<>(List.of(
                new RequestIdPolicy(),
                new UserAgentPolicy(
                        CoreUtils.getApplicationId(options, log),
                        "arc-connect",
                        version(),
                        Configuration.getGlobalConfiguration()),
                new AddHeadersPolicy(headers)));
        HttpPolicyProviders.addBeforeRetryPolicies(policies);
        policies.add(retry == null ? new RetryPolicy(new PatientRetry()) : retry);
        policies.add(new TokenRenewal(() -> new ArmChallengeAuthenticationPolicy(marking(credential), scope)));
        policies.addAll(List.of(eachTry));
        policies.add((context, next) -> next.process().timeout(ATTEMPT));
        HttpPolicyProviders.addAfterRetryPolicies(policies);
        policies.add(new HttpLoggingPolicy(withoutSecrets(log)));
        return new HttpPipelineBuilder()
                .httpClient(httpClient)
                .clientOptions(options)
                .policies(policies.toArray(HttpPipelinePolicy[]::new))
                .build();
    }

    /**
     * Puts policies in front of a pipeline that is somebody else's.
     *
     * @param theirs authenticates, retries, logs as it likes
     * @param first sees each call once, before it is repeated
     * @return another pipeline over the same HTTP client
     */
    public static HttpPipeline behind(HttpPipeline theirs, HttpPipelinePolicy first) {
        return between(List.of(first), theirs, List.of());
    }

    /** The same pipeline with policies before and after its own. The one that is given stays as it is. */
    static HttpPipeline between(List<HttpPipelinePolicy> before, HttpPipeline theirs, List<HttpPipelinePolicy> after) {
        List<HttpPipelinePolicy> policies = new ArrayList<>(before);
        for (int i = 0; i < theirs.getPolicyCount(); i++) {
            HttpPipelinePolicy policy = theirs.getPolicy(i);
            // Hidden from the builder, which would set up the caller's tracing policy anew.
            policies.add((context, next) -> policy.process(context, next));
        }
        policies.addAll(after);
        return new HttpPipelineBuilder()
                .httpClient(theirs.getHttpClient())
                .policies(policies.toArray(HttpPipelinePolicy[]::new))
                .tracer(theirs.getTracer())
                .build();
    }

    /**
     * Derives the scope of the tokens for an endpoint.
     *
     * @param endpoint of Azure Resource Manager
     * @return such as {@code https://management.azure.com/.default}
     */
    public static String scope(URI endpoint) {
        String port = endpoint.getPort() < 0 ? "" : ":" + endpoint.getPort();
        return "https://" + endpoint.getHost() + port + "/.default";
    }

    private static TokenCredential marking(TokenCredential credential) {
        return request -> linked(Mono.defer(() -> credential.getToken(request)))
                .switchIfEmpty(Mono.error(() -> new IllegalStateException("the credential completed without a token")))
                .onErrorMap(error -> !(error instanceof CredentialFailure), CredentialFailure::new);
    }

    /**
     * A credential whose library is missing throws an error that Reactor hands to nobody: azure-core's cache of tokens would
     * take that question for unanswered and let everybody after it wait for ever.
     */
    private static Mono<AccessToken> linked(Mono<AccessToken> asked) {
        return Mono.create(sink -> {
            try {
                // The owner of this subscription: it ends with the sink.
                sink.onDispose(
                        asked.contextWrite(sink.contextView()).subscribe(sink::success, sink::error, sink::success));
            } catch (LinkageError missing) {
                sink.error(new CredentialFailure(missing));
            }
        });
    }

    static HttpLogOptions withoutSecrets(HttpLogOptions asked) {
        HttpLogDetailLevel level = asked.getLogLevel();
        HttpLogDetailLevel most = level.shouldLogHeaders()
                ? HttpLogDetailLevel.HEADERS
                : level.shouldLogUrl() ? HttpLogDetailLevel.BASIC : HttpLogDetailLevel.NONE;
        return new HttpLogOptions()
                .setLogLevel(most)
                .setAllowedHttpHeaderNames(asked.getAllowedHttpHeaderNames().stream()
                        .filter(name -> !NEVER_LOGGED.contains(name))
                        .collect(Collectors.toSet()))
                .setAllowedQueryParamNames(asked.getAllowedQueryParamNames())
                .setRequestLogger(asked.getRequestLogger())
                .setResponseLogger(asked.getResponseLogger())
                .disableRedactedHeaderLogging(asked.isRedactedHeaderLoggingDisabled());
    }

    /**
     * Makes the tracer of the user's operations.
     *
     * @param options of tracing, if the caller has given any
     * @return azure-core's, which does nothing where no provider is on the class path
     */
    public static Tracer tracer(ClientOptions options) {
        return TracerProvider.getDefaultProvider()
                .createTracer("arc-connect", version(), "Microsoft.HybridCompute", options.getTracingOptions());
    }

    private static String version() {
        String version = ArmPipelines.class.getPackage().getImplementationVersion();
        return version == null ? "dev" : version;
    }
}
