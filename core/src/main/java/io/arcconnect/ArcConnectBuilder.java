package io.arcconnect;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.policy.HttpLogOptions;
import com.azure.core.http.policy.RetryPolicy;
import com.azure.core.util.ClientOptions;
import io.arcconnect.model.ServicePolicy;
import io.arcconnect.spi.ArcConnectListener;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Gathers the options of an {@link ArcConnect}. Not safe for use by several threads; dies at {@link #build()}. */
public final class ArcConnectBuilder {

    private static final Duration SHORTEST_LIFETIME = Duration.ofMinutes(10);
    private static final Duration LONGEST_LIFETIME = Duration.ofHours(3);

    @Nullable
    TokenCredential credential;

    @Nullable
    HttpPipeline pipeline;

    @Nullable
    String callerLabel;

    @Nullable
    HttpClient httpClient;

    @Nullable
    RetryPolicy retryPolicy;

    HttpLogOptions httpLogOptions = new HttpLogOptions();
    ClientOptions clientOptions = new ClientOptions();
    URI endpoint = URI.create("https://management.azure.com");
    ServicePolicy servicePolicy = ServicePolicy.NEVER_WRITE;
    ArcConnectListener listener = new ArcConnectListener() {};
    Clock clock = Clock.systemUTC();
    Duration pollInterval = Duration.ofSeconds(10);
    Duration provisioningDeadline = Duration.ofMinutes(15);
    Duration credentialLifetime = Duration.ofHours(1);
    Duration dialAttemptTimeout = Duration.ofSeconds(30);
    Duration newSetupBudget = Duration.ofSeconds(150);
    Duration dialBudget = Duration.ofSeconds(60);
    final List<X509Certificate> trusted = new ArrayList<>();
    final Set<String> pollHosts = new LinkedHashSet<>();
    final PortsSpec ports = new PortsSpec();

    ArcConnectBuilder() {}

    /**
     * Says who is asking. Required, unless {@link #pipeline} is given.
     *
     * @param newCredential such as azure-identity's {@code DefaultAzureCredential}
     * @return this
     */
    public ArcConnectBuilder credential(TokenCredential newCredential) {
        this.credential = Objects.requireNonNull(newCredential, "credential");
        return this;
    }

    /**
     * Names whoever is asking for {@code ArcEvent.caller()}. Default: no name.
     *
     * @param label such as the name of a service; 1 to 200 characters without line breaks
     * @return this
     * @throws IllegalArgumentException when it is none
     */
    public ArcConnectBuilder callerLabel(String label) {
        this.callerLabel = CallerLabels.require(label);
        return this;
    }

    /**
     * Uses a pipeline that authenticates already, such as that of a {@code HybridComputeManager}, for Azure Resource
     * Manager. {@link #credential}, {@link #httpClient}, {@link #retryPolicy}, {@link #httpLogOptions} and
     * {@link #clientOptions} are then not read.
     *
     * @param newPipeline the caller's own
     * @return this
     */
    public ArcConnectBuilder pipeline(HttpPipeline newPipeline) {
        this.pipeline = Objects.requireNonNull(newPipeline, "pipeline");
        return this;
    }

    /**
     * Uses another HTTP client for Azure Resource Manager. {@link #trust} then governs the relay only.
     *
     * @param newClient the client
     * @return this
     */
    public ArcConnectBuilder httpClient(HttpClient newClient) {
        this.httpClient = Objects.requireNonNull(newClient, "httpClient");
        return this;
    }

    /**
     * Sets how failed calls to Azure Resource Manager are repeated. Default: azure-core's, three times with exponential
     * back-off, {@code Retry-After} honoured.
     *
     * @param newPolicy the policy
     * @return this
     */
    public ArcConnectBuilder retryPolicy(RetryPolicy newPolicy) {
        this.retryPolicy = Objects.requireNonNull(newPolicy, "retryPolicy");
        return this;
    }

    /**
     * Sets what is logged of calls to Azure Resource Manager. Default: nothing. Bodies are never logged, whatever level is
     * asked for, because they carry relay credentials.
     *
     * @param newOptions the options
     * @return this
     */
    public ArcConnectBuilder httpLogOptions(HttpLogOptions newOptions) {
        this.httpLogOptions = Objects.requireNonNull(newOptions, "httpLogOptions");
        return this;
    }

    /**
     * Sets application id and headers of calls to Azure Resource Manager.
     *
     * @param newOptions the options
     * @return this
     */
    public ArcConnectBuilder clientOptions(ClientOptions newOptions) {
        this.clientOptions = Objects.requireNonNull(newOptions, "clientOptions");
        return this;
    }

    /**
     * Sets the endpoint of Azure Resource Manager. Default: {@code https://management.azure.com}, public Azure. The token
     * is asked for with the endpoint's own scope.
     *
     * @param newEndpoint https only
     * @return this
     * @throws IllegalArgumentException when it is not https or has no host
     */
    public ArcConnectBuilder endpoint(URI newEndpoint) {
        if (!"https".equalsIgnoreCase(newEndpoint.getScheme()) || newEndpoint.getHost() == null) {
            throw new IllegalArgumentException("endpoint must be https with a host, got " + newEndpoint);
        }
        this.endpoint = newEndpoint;
        return this;
    }

    /**
     * Sets the consent to change what may be reached on machines. Default: {@link ServicePolicy#NEVER_WRITE}.
     *
     * @param newPolicy the policy
     * @return this
     */
    public ArcConnectBuilder servicePolicy(ServicePolicy newPolicy) {
        this.servicePolicy = Objects.requireNonNull(newPolicy, "servicePolicy");
        return this;
    }

    /**
     * Trusts further certificate authorities, beside those of the JVM, for Azure Resource Manager and the relay together.
     *
     * @param authorities such as that of a company's TLS inspection
     * @return this
     */
    public ArcConnectBuilder trust(X509Certificate... authorities) {
        trusted.addAll(List.of(authorities));
        return this;
    }

    /**
     * Allows the status of a long-running operation to be read from another host than {@link #endpoint}. Without this, an
     * answer that points elsewhere fails, because the request there would carry the bearer token. Azure uses regional
     * hosts below its own domain; those of {@code endpoint}'s domain are allowed already.
     *
     * @param host a host name without port
     * @return this
     */
    public ArcConnectBuilder allowPollHost(String host) {
        pollHosts.add(Objects.requireNonNull(host, "host"));
        return this;
    }

    /**
     * Observes what the library does. Default: nobody.
     *
     * @param newListener the observer
     * @return this
     */
    public ArcConnectBuilder listener(ArcConnectListener newListener) {
        this.listener = Objects.requireNonNull(newListener, "listener");
        return this;
    }

    /**
     * Sets the clock that expiry is judged by. Default: the system's.
     *
     * @param newClock the clock
     * @return this
     */
    public ArcConnectBuilder clock(Clock newClock) {
        this.clock = Objects.requireNonNull(newClock, "clock");
        return this;
    }

    /**
     * Sets how often a long-running operation is looked at when the service does not say. Default: 10 seconds.
     *
     * @param interval more than zero
     * @return this
     */
    public ArcConnectBuilder pollInterval(Duration interval) {
        this.pollInterval = positive(interval, "pollInterval");
        return this;
    }

    /**
     * Sets how long {@code provision} waits before it fails with {@code provisioning.pending}. Default: 15 minutes.
     *
     * @param deadline more than zero
     * @return this
     */
    public ArcConnectBuilder provisioningDeadline(Duration deadline) {
        this.provisioningDeadline = positive(deadline, "provisioningDeadline");
        return this;
    }

    /**
     * Sets how long relay credentials are asked to live. Default: 1 hour.
     *
     * @param lifetime 10 minutes to 3 hours, the service's own bounds (protocol.md 2.1)
     * @return this
     * @throws IllegalArgumentException when out of range
     */
    public ArcConnectBuilder credentialLifetime(Duration lifetime) {
        if (lifetime.compareTo(SHORTEST_LIFETIME) < 0 || lifetime.compareTo(LONGEST_LIFETIME) > 0) {
            throw new IllegalArgumentException("credentialLifetime must be 10 minutes to 3 hours, got " + lifetime);
        }
        this.credentialLifetime = lifetime;
        return this;
    }

    /**
     * Sets how long one try of a dial may take. Default: 30 seconds, as long as an agent may take to answer (protocol.md
     * 3.2).
     *
     * @param timeout more than zero
     * @return this
     */
    public ArcConnectBuilder dialAttemptTimeout(Duration timeout) {
        this.dialAttemptTimeout = positive(timeout, "dialAttemptTimeout");
        return this;
    }

    /**
     * Sets how long a dial waits for an agent that does not listen (yet).
     *
     * @param newSetup after a service was set up; default 150 seconds
     * @param otherwise in every other case; default 60 seconds
     * @return this
     */
    public ArcConnectBuilder dialBudget(Duration newSetup, Duration otherwise) {
        this.newSetupBudget = positive(newSetup, "newSetup");
        this.dialBudget = positive(otherwise, "otherwise");
        return this;
    }

    /**
     * Replaces ports, for tests and for other transports.
     *
     * @param replace such as {@code p -> p.relayDialer((credentials, service) -> …)}
     * @return this
     */
    public ArcConnectBuilder ports(Consumer<PortsSpec> replace) {
        replace.accept(ports);
        return this;
    }

    /**
     * Makes the {@code ArcConnect}. Nothing is connected yet.
     *
     * @return an open {@code ArcConnect}, which the caller closes
     * @throws IllegalArgumentException when neither a credential nor a pipeline was given and a port that needs one was
     *     not replaced
     */
    public ArcConnect build() {
        return DefaultArcConnect.of(this);
    }

    private static Duration positive(Duration duration, String name) {
        if (duration.isZero() || duration.isNegative()) {
            throw new IllegalArgumentException(name + " must be more than zero, got " + duration);
        }
        return duration;
    }
}
