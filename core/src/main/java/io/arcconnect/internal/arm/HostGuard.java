package io.arcconnect.internal.arm;

import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Mono;

/**
 * Stands behind every policy of a pipeline and lets no request out to a host that is not Azure Resource Manager's: a policy
 * that follows redirects, or rewrites addresses, cannot take the token elsewhere. A client that follows redirects by itself
 * is out of its sight.
 */
final class HostGuard implements HttpPipelinePolicy {

    private final PollHosts hosts;

    private HostGuard(PollHosts hosts) {
        this.hosts = hosts;
    }

    /** The same pipeline, guarded. The one that is given stays as it is. */
    static HttpPipeline behind(HttpPipeline pipeline, PollHosts hosts) {
        return ArmPipelines.between(List.of(), pipeline, List.of(new HostGuard(hosts)));
    }

    @Override
    public Mono<HttpResponse> process(HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
        return Mono.defer(() -> {
            hosts.require(Optional.empty(), context.getHttpRequest().getUrl().toString());
            return next.process();
        });
    }
}
