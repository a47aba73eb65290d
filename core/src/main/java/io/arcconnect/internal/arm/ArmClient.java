package io.arcconnect.internal.arm;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.core.util.CoreUtils;
import io.arcconnect.error.ArcConnectException;
import io.arcconnect.error.ControlPlaneException;
import io.arcconnect.error.Failure;
import io.arcconnect.internal.time.ServiceClock;
import io.arcconnect.internal.watch.RequestTrail;
import io.arcconnect.model.MachineId;
import io.arcconnect.spi.Reporter;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Sends requests through a pipeline and reads whole answers. What an answer means is decided by its callers. */
final class ArmClient {

    /** Makes every HTTP client of azure-core hand over the body complete, so that a cancelled call leaves no connection. */
    private static final Context WHOLE_BODY = new Context("azure-eagerly-read-response", true);

    private final HttpPipeline pipeline;
    private final URI endpoint;
    private final PollHosts hosts;
    private final ServiceClock clock;
    private final Reporter reporter;

    ArmClient(HttpPipeline pipeline, URI endpoint, PollHosts hosts, ServiceClock clock, Reporter reporter) {
        this.clock = clock;
        this.pipeline = pipeline;
        this.endpoint = endpoint;
        this.hosts = hosts;
        this.reporter = reporter;
    }

    /**
     * Sends a request about a machine.
     *
     * @param call what it is, for messages
     * @param machine about which
     * @param suffix path below the machine's id, empty or starting with a slash
     * @param query without question mark
     * @param json the body, or {@code null}
     * @return the answer, whatever its status
     */
    Mono<ArmResponse> send(ArmCall call, MachineId machine, String suffix, String query, @Nullable String json) {
        return Mono.defer(() -> send(call, Optional.of(machine), uri(machine.resourceId() + suffix, query), json));
    }

    /**
     * Sends a request that is not about one machine.
     *
     * @param call what it is, for messages
     * @param path starting with a slash
     * @param query without question mark
     * @return the answer, whatever its status
     */
    Mono<ArmResponse> send(ArmCall call, String path, String query) {
        return Mono.defer(() -> send(call, Optional.empty(), uri(path, query), null));
    }

    /**
     * Reads an address that an answer named.
     *
     * @param call what it is, for messages
     * @param machine about which
     * @param address has passed {@link #allowed}
     * @return the answer, whatever its status
     */
    Mono<ArmResponse> read(ArmCall call, MachineId machine, URI address) {
        return Mono.defer(() -> send(call, Optional.of(machine), address, null));
    }

    /**
     * Reads the next page of a list that is not about one machine.
     *
     * @param call what it is, for messages
     * @param nextLink as it stands in the answer; checked before it is read
     * @return the answer, whatever its status
     */
    Mono<ArmResponse> page(ArmCall call, String nextLink) {
        return Mono.defer(() -> send(call, Optional.empty(), hosts.require(Optional.empty(), nextLink), null));
    }

    /**
     * Checks an address that an answer named.
     *
     * @param machine about which the answer is
     * @param address as it stands in the answer
     * @return the address to read
     */
    URI allowed(MachineId machine, String address) {
        return hosts.require(Optional.of(machine), address);
    }

    private Mono<ArmResponse> send(ArmCall call, Optional<MachineId> machine, URI uri, @Nullable String json) {
        HttpRequest request = new HttpRequest(call.method(), uri.toASCIIString());
        request.setHeader(HttpHeaderName.ACCEPT, "application/json");
        if (json != null) {
            request.setHeader(HttpHeaderName.CONTENT_TYPE, "application/json");
            request.setBody(BinaryData.fromString(json));
        }
        String id = CoreUtils.randomUuid().toString();
        request.setHeader(HttpHeaderName.X_MS_CLIENT_REQUEST_ID, id);
        return noted(call, machine, id, request)
                .flatMap(response -> ArmResponse.read(response, clock))
                .map(response -> response.toRequest(id))
                .switchIfEmpty(Mono.error(() -> new IllegalStateException("the HTTP client gave no answer")))
                .onErrorMap(error -> told(call, machine, id, error));
    }

    private static Throwable told(ArmCall call, Optional<MachineId> machine, String id, Throwable error) {
        if (error instanceof ArcConnectException known && known.machine().isPresent()) {
            return error;
        }
        Failure failure =
                error instanceof ControlPlaneException refused ? refused.failure() : ArmErrors.unanswered(call, error);
        Failure traced = failure.with("clientRequestId", id);
        return new ControlPlaneException(machine.map(traced::on).orElse(traced));
    }

    private Mono<HttpResponse> noted(ArmCall call, Optional<MachineId> machine, String id, HttpRequest request) {
        return Mono.deferContextual(context -> {
            if (call == ArmCall.LIST_CREDENTIALS) {
                RequestTrail.leave(context, id);
            }
            ArmNote note = new ArmNote(call, reporter.origin(machine, context).requested(id));
            return pipeline.send(request, note.into(ArmTracing.from(context, WHOLE_BODY)));
        });
    }

    private URI uri(String path, String query) {
        String prefix = endpoint.getPath() == null ? "" : endpoint.getPath().replaceAll("/+$", "");
        try {
            return new URI(
                    endpoint.getScheme(), null, endpoint.getHost(), endpoint.getPort(), prefix + path, query, null);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("cannot address " + path, e);
        }
    }
}
