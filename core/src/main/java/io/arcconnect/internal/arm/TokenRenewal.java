package io.arcconnect.internal.arm;

import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/**
 * Authenticates, and asks the credential again, once, when the service refuses the token (protocol.md 9, row 1). azure-core's
 * own policy keeps a token until shortly before it ends by this computer's clock, and asks again only when the refusal
 * carries a claims challenge; a token that was revoked, or that a wrong clock takes for good, would be refused for an hour.
 * Those who are refused together ask together.
 */
final class TokenRenewal implements HttpPipelinePolicy {

    private final Supplier<HttpPipelinePolicy> authentication;
    private volatile HttpPipelinePolicy current;

    /**
     * Authenticates.
     *
     * @param authentication makes a policy that has no token yet
     */
    TokenRenewal(Supplier<HttpPipelinePolicy> authentication) {
        this.authentication = authentication;
        this.current = authentication.get();
    }

    @Override
    public Mono<HttpResponse> process(HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
        return Mono.defer(() -> {
            HttpPipelinePolicy used = current;
            HttpPipelineNextPolicy again = next.clone();
            return used.process(context, next).flatMap(response -> {
                if (response.getStatusCode() != 401) {
                    return Mono.just(response);
                }
                response.close();
                return renewed(used).process(context, again);
            });
        });
    }

    private synchronized HttpPipelinePolicy renewed(HttpPipelinePolicy refused) {
        if (current == refused) {
            current = authentication.get();
        }
        return current;
    }
}
