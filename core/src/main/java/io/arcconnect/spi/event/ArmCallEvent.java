package io.arcconnect.spi.event;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A request to Azure Resource Manager is over. Every try is told: a call that is repeated has one
 * {@code clientRequestId} and several of these. With a caller's own pipeline, which repeats by itself, a call has one.
 *
 * @param origin about which machine, with the {@code clientRequestId}
 * @param call what it was, a word of few, such as {@code list-credentials}
 * @param attempt 1 for the first
 * @param status of HTTP; empty when there was no answer
 * @param requestId {@code x-ms-request-id}, Azure's own name for the request
 * @param retryAfter how long Azure asked to wait, where it refused
 * @param waited for its turn, before it was sent
 * @param took from then until the answer, or until it was known that there is none
 * @param failure why there was no answer; empty after an answer, and when whoever asked has cancelled
 */
public record ArmCallEvent(
        Origin origin,
        String call,
        int attempt,
        OptionalInt status,
        Optional<String> requestId,
        Optional<Duration> retryAfter,
        Duration waited,
        Duration took,
        Optional<Throwable> failure)
        implements ArcEvent {

    /** {@return whether Azure refused it as too many} */
    public boolean isThrottled() {
        return status.orElse(0) == 429;
    }
}
