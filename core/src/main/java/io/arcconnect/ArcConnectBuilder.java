package io.arcconnect;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.ProxyOptions;
import com.azure.core.http.policy.HttpLogOptions;
import com.azure.core.http.policy.RetryPolicy;
import com.azure.core.models.AzureCloud;
import com.azure.core.util.ClientOptions;
import com.azure.core.util.Configuration;
import io.arcconnect.internal.net.Authorities;
import io.arcconnect.model.ArmLimits;
import io.arcconnect.model.ConnectionLimits;
import io.arcconnect.model.ServicePolicy;
import io.arcconnect.spi.ArcConnectListener;
import java.net.URI;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Gathers the options of an {@link ArcConnect}. Not safe for use by several threads; dies at {@link #build()}. */
public final class ArcConnectBuilder {

    final ArcConnectOptions options = new ArcConnectOptions();

    ArcConnectBuilder() {}

    /**
     * Says who is asking. Required, unless {@link #pipeline} is given.
     *
     * @param newCredential such as azure-identity's {@code DefaultAzureCredential}
     * @return this
     */
    public ArcConnectBuilder credential(TokenCredential newCredential) {
        options.credential = Objects.requireNonNull(newCredential, "credential");
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
        options.callerLabel = CallerLabels.require(label);
        return this;
    }

    /**
     * Uses a pipeline that authenticates already, such as {@code hybridComputeManager.serviceClient().getHttpPipeline()}, for
     * Azure Resource Manager. {@link #credential}, {@link #httpClient}, {@link #retryPolicy}, {@link #httpLogOptions} and
     * {@link #clientOptions} are then not read, and {@link #proxy}, {@link #configuration} and {@link #trust} govern the
     * relay only: a pipeline does not tell which it uses.
     *
     * <p>Its policies run as they are, with one more behind them that refuses every host but those of {@link #endpoint} and
     * {@link #allowPollHost}, so that no redirect takes the token elsewhere. Only a client that follows redirects by itself,
     * below the policies, is out of reach; those of azure-core do not unless told to.
     *
     * @param newPipeline the caller's own
     * @return this
     */
    public ArcConnectBuilder pipeline(HttpPipeline newPipeline) {
        options.pipeline = Objects.requireNonNull(newPipeline, "pipeline");
        return this;
    }

    /**
     * Uses another HTTP client for Azure Resource Manager. {@link #proxy}, {@link #configuration} and {@link #trust} then
     * govern the relay only.
     *
     * @param newClient the client
     * @return this
     */
    public ArcConnectBuilder httpClient(HttpClient newClient) {
        options.httpClient = Objects.requireNonNull(newClient, "httpClient");
        return this;
    }

    /**
     * Sends everything through an HTTP proxy: Azure Resource Manager and the relay. The proxy is asked for their hosts by name,
     * with CONNECT, and signed in to with Digest or Basic when it asks; it must let WebSocket upgrades pass. This overrides
     * {@link #configuration}. Every host goes through it, {@code localhost} included, but those of
     * {@link ProxyOptions#setNonProxyHosts}. With {@link #httpClient} or {@link #pipeline} it governs the relay only.
     *
     * @param newProxy of type HTTP
     * @return this
     * @throws IllegalArgumentException when it is a SOCKS proxy
     */
    public ArcConnectBuilder proxy(ProxyOptions newProxy) {
        options.proxy = ProxySettings.require(newProxy);
        return this;
    }

    /**
     * Sets where the proxy is looked for when {@link #proxy} names none, and where azure-core's time limits are read.
     * Default: the global configuration, that is environment and system properties. As in every client of the Azure SDK,
     * the first of these counts: {@code HTTPS_PROXY} and then {@code HTTP_PROXY} with {@code NO_PROXY}, both only where
     * {@code java.net.useSystemProxies} is {@code true}; {@code http.proxy.hostname}; {@code https.proxyHost};
     * {@code http.proxyHost}. A proxy that is found here is never used for {@code localhost} and loopback addresses.
     *
     * @param newConfiguration {@link Configuration#NONE} for no proxy at all
     * @return this
     */
    public ArcConnectBuilder configuration(Configuration newConfiguration) {
        options.configuration = Objects.requireNonNull(newConfiguration, "configuration");
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
        options.retryPolicy = Objects.requireNonNull(newPolicy, "retryPolicy");
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
        options.httpLogOptions = Objects.requireNonNull(newOptions, "httpLogOptions");
        return this;
    }

    /**
     * Sets application id and headers of calls to Azure Resource Manager. Of {@code HttpClientOptions} proxy and configuration
     * count as if they were given here; the rest does not, because the connections are the library's own.
     *
     * @param newOptions the options
     * @return this
     */
    public ArcConnectBuilder clientOptions(ClientOptions newOptions) {
        options.clientOptions = Objects.requireNonNull(newOptions, "clientOptions");
        return this;
    }

    /**
     * Chooses the cloud, that is the endpoint of Azure Resource Manager and the scope of its tokens. The relay's host is
     * never derived from it: every answer names its own (protocol.md 7.1). The credential must be of the same cloud: set
     * its authority host. Default: public Azure. Of {@code cloud} and {@link #endpoint}, the last call counts.
     *
     * @param cloud public Azure, US Government or China
     * @return this
     * @throws IllegalArgumentException when it is another one; name its endpoint with {@link #endpoint(URI)}
     */
    public ArcConnectBuilder cloud(AzureCloud cloud) {
        return endpoint(Clouds.endpoint(cloud));
    }

    /**
     * Sets the endpoint of Azure Resource Manager. Default: {@code https://management.azure.com}, public Azure. The token
     * is asked for with the endpoint's own scope, {@code https://host/.default}.
     *
     * @param newEndpoint https only; a path is kept as prefix
     * @return this
     * @throws IllegalArgumentException when it is not https or has no host
     */
    public ArcConnectBuilder endpoint(URI newEndpoint) {
        options.scope = null;
        if (!"https".equalsIgnoreCase(newEndpoint.getScheme()) || newEndpoint.getHost() == null) {
            throw new IllegalArgumentException("endpoint must be https with a host, got " + newEndpoint);
        }
        options.endpoint = newEndpoint;
        return this;
    }

    /**
     * Sets the endpoint of Azure Resource Manager where its tokens have another scope than its host, as on Azure Stack Hub.
     *
     * @param newEndpoint https only; a path is kept as prefix
     * @param newScope what the credential is asked for, such as {@code https://management.contoso.com/…/.default}
     * @return this
     * @throws IllegalArgumentException when the endpoint is not https or has no host
     */
    public ArcConnectBuilder endpoint(URI newEndpoint, String newScope) {
        endpoint(newEndpoint);
        options.scope = Objects.requireNonNull(newScope, "scope");
        return this;
    }

    /**
     * Sets how fast Azure Resource Manager is called. Each caller has limits of their own, see
     * {@link ArcConnect#withCredential}. Default: {@link ArmLimits#DEFAULT}, what Azure allows.
     *
     * @param newLimits lower ones, where other programs use the same service principal
     * @return this
     */
    public ArcConnectBuilder armLimits(ArmLimits newLimits) {
        options.armLimits = Objects.requireNonNull(newLimits, "armLimits");
        return this;
    }

    /**
     * Sets the consent to change what may be reached on machines. Default: {@link ServicePolicy#NEVER_WRITE}.
     *
     * @param newPolicy the policy
     * @return this
     */
    public ArcConnectBuilder servicePolicy(ServicePolicy newPolicy) {
        options.servicePolicy = Objects.requireNonNull(newPolicy, "servicePolicy");
        return this;
    }

    /**
     * Trusts further certificate authorities, beside those of the JVM ({@code javax.net.ssl.trustStore}), for Azure Resource
     * Manager and the relay together, also through a proxy. With {@link #httpClient} or {@link #pipeline} it governs the
     * relay only.
     *
     * @param authorities such as that of a company's TLS inspection
     * @return this
     */
    public ArcConnectBuilder trust(X509Certificate... authorities) {
        options.trusted.addAll(List.of(authorities));
        return this;
    }

    /**
     * As {@link #trust(X509Certificate...)}, from a file. Reads it at once.
     *
     * @param certificates one or more, PEM or DER
     * @return this
     * @throws IllegalArgumentException when the file has no certificate or cannot be read
     */
    public ArcConnectBuilder trust(Path certificates) {
        options.trusted.addAll(Authorities.in(certificates));
        return this;
    }

    /**
     * As {@link #trust(X509Certificate...)}, from a key store. Private keys in it are not used.
     *
     * @param certificates loaded
     * @return this
     * @throws IllegalArgumentException when it has no certificate or is not loaded
     */
    public ArcConnectBuilder trust(KeyStore certificates) {
        options.trusted.addAll(Authorities.in(certificates));
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
        options.pollHosts.add(Objects.requireNonNull(host, "host"));
        return this;
    }

    /**
     * Observes what the library does. Default: nobody.
     *
     * @param newListener the observer
     * @return this
     */
    public ArcConnectBuilder listener(ArcConnectListener newListener) {
        options.listener = Objects.requireNonNull(newListener, "listener");
        return this;
    }

    /**
     * Limits how many relay connections are open at a time, to one machine and in all. Default: {@link ConnectionLimits#NONE}.
     *
     * @param newLimits such as {@code ConnectionLimits.NONE.withPerMachine(4).withTotal(500)}
     * @return this
     */
    public ArcConnectBuilder connectionLimits(ConnectionLimits newLimits) {
        options.connectionLimits = Objects.requireNonNull(newLimits, "connectionLimits");
        return this;
    }

    /**
     * Puts the text of commands into {@code Action.command()}. Default: it is left out, because commands may hold secrets.
     *
     * @param wanted whether the listener gets it
     * @return this
     */
    public ArcConnectBuilder auditCommands(boolean wanted) {
        options.auditCommands = wanted;
        return this;
    }

    /**
     * Sets the clock that expiry is judged by. Default: the system's.
     *
     * @param newClock the clock
     * @return this
     */
    public ArcConnectBuilder clock(Clock newClock) {
        options.clock = Objects.requireNonNull(newClock, "clock");
        return this;
    }

    /**
     * Sets how long things may take, each with a default that suits Azure.
     *
     * @param set such as {@code t -> t.provisioningDeadline(ofMinutes(30))}
     * @return this
     * @throws IllegalArgumentException when a duration is out of range
     */
    public ArcConnectBuilder timing(Consumer<TimingSpec> set) {
        set.accept(options.timing);
        return this;
    }

    /**
     * Replaces ports, for tests and for other transports.
     *
     * @param replace such as {@code p -> p.relayDialer((credentials, service) -> …)}
     * @return this
     */
    public ArcConnectBuilder ports(Consumer<PortsSpec> replace) {
        replace.accept(options.ports);
        return this;
    }

    /**
     * Puts something around what {@link #build()} makes: a test harness, or instrumentation of your own. Default: nothing. A
     * second wrapper goes around the first.
     *
     * @param wrapper called once, by {@code build()}; whoever closes what it returns closes what it was given
     * @return this
     */
    public ArcConnectBuilder wrap(UnaryOperator<ArcConnect> wrapper) {
        UnaryOperator<ArcConnect> inner = options.wrapper;
        Objects.requireNonNull(wrapper, "wrapper");
        options.wrapper = arc -> wrapper.apply(inner.apply(arc));
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
        return options.wrapper.apply(DefaultArcConnect.of(options));
    }
}
