package io.arcconnect.internal.arm;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpResponse;
import io.arcconnect.internal.time.ServiceClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A whole answer. Not printable: its body may carry relay credentials.
 *
 * @param status of HTTP
 * @param headers of HTTP
 * @param body possibly empty
 * @param skew how wrong this computer's clock is, in words; empty when it is not
 */
record ArmResponse(int status, HttpHeaders headers, String body, Optional<String> skew) {

    /** The longest that a service may tell us to wait: the contract's own bound (protocol.md 1.3). */
    private static final long LONGEST_WAIT_SECONDS = 600;

    private static final HttpHeaderName REQUEST_ID = HttpHeaderName.fromString("x-ms-request-id");

    /** Reads an answer; one of the service itself, which has a request id, also tells the time. */
    static Mono<ArmResponse> read(HttpResponse response, ServiceClock clock) {
        String date = response.getHeaders().getValue(HttpHeaderName.DATE);
        if (date != null && response.getHeaders().get(REQUEST_ID) != null) {
            clock.observe(date);
        }
        return response.getBodyAsByteArray()
                .defaultIfEmpty(new byte[0])
                .map(bytes -> new ArmResponse(
                        response.getStatusCode(),
                        response.getHeaders(),
                        new String(bytes, StandardCharsets.UTF_8),
                        clock.skewInWords()));
    }

    /** Adds what the answer was to, which Azure repeats only when asked. */
    ArmResponse toRequest(String clientRequestId) {
        HttpHeaders more = new HttpHeaders(headers).set(HttpHeaderName.X_MS_CLIENT_REQUEST_ID, clientRequestId);
        return new ArmResponse(status, more, body, skew);
    }

    boolean isError() {
        return status < 200 || status >= 300;
    }

    ArmJson json() {
        return ArmJson.parse(body);
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.getValue(HttpHeaderName.fromString(name)))
                .filter(value -> !value.isBlank());
    }

    /**
     * How long to wait before the next look: {@code Retry-After} in whole seconds, at most 10 minutes.
     *
     * @param otherwise when the header is absent, unreadable or zero, which services send without meaning "at once"
     *     (libraries.md 2)
     */
    Duration pause(Duration otherwise) {
        return retryAfter(header("Retry-After").orElse(null)).orElse(otherwise);
    }

    /** Reads the header: whole seconds, more than zero, at most 10 minutes. */
    static Optional<Duration> retryAfter(@Nullable String value) {
        return Optional.ofNullable(value)
                .filter(text -> text.matches("[0-9]{1,9}"))
                .map(Long::parseLong)
                .filter(seconds -> seconds > 0)
                .map(seconds -> Duration.ofSeconds(Math.min(seconds, LONGEST_WAIT_SECONDS)));
    }

    @Override
    public String toString() {
        return "HTTP " + status + ", " + body.length() + " characters";
    }
}
