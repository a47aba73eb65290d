package io.arcconnect.internal.arm;

import com.azure.core.http.HttpPipeline;
import io.arcconnect.internal.time.ServiceClock;
import io.arcconnect.spi.HybridComputeApi;
import io.arcconnect.spi.HybridConnectivityApi;
import io.arcconnect.spi.Reporter;
import io.arcconnect.spi.ResourceManagerApi;
import io.arcconnect.spi.RunCommandApi;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;

/** The providers, over one pipeline. Holds nothing open. */
public final class ArmApis {

    private final HybridComputeApi compute;
    private final HybridConnectivityApi connectivity;
    private final ResourceManagerApi resources;
    private final RunCommandApi runCommands;

    private ArmApis(
            HybridComputeApi compute,
            HybridConnectivityApi connectivity,
            ResourceManagerApi resources,
            RunCommandApi runCommands) {
        this.compute = compute;
        this.connectivity = connectivity;
        this.resources = resources;
        this.runCommands = runCommands;
    }

    /**
     * Speaks to Azure Resource Manager through a pipeline. Addresses that an answer names are checked before a request is
     * handed to the pipeline, and once more behind its policies, so that no pipeline, ours or a caller's own, can send its
     * token to a foreign host.
     *
     * @param pipeline authenticates, retries, logs
     * @param endpoint of Azure Resource Manager, https; a path is kept as prefix
     * @param pollHosts further hosts that answers may point to, without port
     * @param pollInterval between two looks at an operation when the service does not say
     * @return the APIs, judging time by the system's clock
     */
    public static ArmApis over(HttpPipeline pipeline, URI endpoint, Set<String> pollHosts, Duration pollInterval) {
        return over(pipeline, endpoint, pollHosts, pollInterval, Clock.systemUTC());
    }

    /**
     * As {@link #over(HttpPipeline, URI, Set, Duration)}, with a clock.
     *
     * @param pipeline authenticates, retries, logs
     * @param endpoint of Azure Resource Manager, https; a path is kept as prefix
     * @param pollHosts further hosts that answers may point to, without port
     * @param pollInterval between two looks at an operation when the service does not say
     * @param clock dates credentials whose answer has no expiry; a {@link ServiceClock} learns from every answer
     * @return the APIs
     */
    public static ArmApis over(
            HttpPipeline pipeline, URI endpoint, Set<String> pollHosts, Duration pollInterval, Clock clock) {
        return over(pipeline, endpoint, pollHosts, pollInterval, clock, event -> {});
    }

    /**
     * As {@link #over(HttpPipeline, URI, Set, Duration, Clock)}, on behalf of somebody who is told of requests, if the
     * pipeline has an {@link ArmGate}.
     *
     * @param pipeline authenticates, retries, logs
     * @param endpoint of Azure Resource Manager, https; a path is kept as prefix
     * @param pollHosts further hosts that answers may point to, without port
     * @param pollInterval between two looks at an operation when the service does not say
     * @param clock dates credentials whose answer has no expiry
     * @param reporter names the caller
     * @return the APIs
     */
    public static ArmApis over(
            HttpPipeline pipeline,
            URI endpoint,
            Set<String> pollHosts,
            Duration pollInterval,
            Clock clock,
            Reporter reporter) {
        PollHosts hosts = new PollHosts(endpoint, pollHosts);
        ArmClient client =
                new ArmClient(HostGuard.behind(pipeline, hosts), endpoint, hosts, ServiceClock.of(clock), reporter);
        return new ArmApis(
                new ArmHybridComputeApi(client, pollInterval),
                new ArmHybridConnectivityApi(client, clock),
                new ArmResourceManagerApi(client),
                new ArmRunCommandApi(client, pollInterval));
    }

    /** {@return machines and extensions} */
    public HybridComputeApi compute() {
        return compute;
    }

    /** {@return endpoints, service configurations and relay credentials} */
    public HybridConnectivityApi connectivity() {
        return connectivity;
    }

    /** {@return scripts that agents run} */
    public RunCommandApi runCommands() {
        return runCommands;
    }

    /** {@return resource providers, and resources by name} */
    public ResourceManagerApi resources() {
        return resources;
    }
}
