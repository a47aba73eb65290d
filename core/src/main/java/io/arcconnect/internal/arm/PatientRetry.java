package io.arcconnect.internal.arm;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.policy.ExponentialBackoff;
import com.azure.core.http.policy.RequestRetryCondition;
import com.azure.core.http.policy.RetryStrategy;
import io.arcconnect.internal.net.ProxyFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * When a request is sent again: 408, 429 and 5xx, a broken connection, a try that took too long. Every request of this
 * library may be repeated, the PUTs included. Three repetitions; azure-core waits as long as {@code Retry-After} says, so
 * an answer that asks for more than a minute is handed to the caller instead. What a credential throws is not repeated
 * unless the network was the cause, and what a proxy refuses is not repeated at all: wrong passwords lock accounts.
 * Nor is a certificate that is not believed.
 */
final class PatientRetry implements RetryStrategy {

    private static final long LONGEST_WAIT_SECONDS = 60;
    private static final HttpHeaderName RETRY_AFTER_MS = HttpHeaderName.fromString("retry-after-ms");
    private static final HttpHeaderName X_MS_RETRY_AFTER_MS = HttpHeaderName.fromString("x-ms-retry-after-ms");

    private final RetryStrategy backoff = new ExponentialBackoff(3, Duration.ofMillis(800), Duration.ofSeconds(8));

    @Override
    public int getMaxRetries() {
        return backoff.getMaxRetries();
    }

    @Override
    public Duration calculateRetryDelay(int retryAttempts) {
        return backoff.calculateRetryDelay(retryAttempts);
    }

    @Override
    public boolean shouldRetryCondition(RequestRetryCondition condition) {
        if (condition.getResponse() == null) {
            Throwable error = condition.getThrowable();
            return error instanceof TimeoutException
                    || (error instanceof IOException
                            && !ArmErrors.isUntrusted(error)
                            && ProxyFailure.in(error)
                                    .map(ProxyFailure::isTransient)
                                    .orElse(true));
        }
        return shouldRetry(condition.getResponse())
                && isSoon(condition.getResponse().getHeaders());
    }

    private static boolean isSoon(HttpHeaders headers) {
        return isAtMost(headers.getValue(HttpHeaderName.RETRY_AFTER), LONGEST_WAIT_SECONDS)
                && isAtMost(headers.getValue(RETRY_AFTER_MS), LONGEST_WAIT_SECONDS * 1_000)
                && isAtMost(headers.getValue(X_MS_RETRY_AFTER_MS), LONGEST_WAIT_SECONDS * 1_000);
    }

    /** A date is never soon: it would have to be judged by a clock that may be wrong. */
    private static boolean isAtMost(@Nullable String asked, long bound) {
        return asked == null || (asked.matches("[0-9]{1,9}") && Long.parseLong(asked) <= bound);
    }
}
