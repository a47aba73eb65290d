package io.arcconnect.internal.arm;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/**
 * How long an answer asks to wait, in each of the forms that Azure uses: milliseconds in a header of their own, whole
 * seconds, or a date. A date is compared with the answer's own {@code Date}, never with this computer's clock. Pure.
 */
final class RetryAfter {

    private static final List<HttpHeaderName> IN_MILLISECONDS =
            List.of(HttpHeaderName.fromString("retry-after-ms"), HttpHeaderName.fromString("x-ms-retry-after-ms"));

    private RetryAfter() {}

    static Optional<Duration> of(HttpHeaders headers) {
        return IN_MILLISECONDS.stream()
                .flatMap(name -> number(headers, name).stream())
                .findFirst()
                .map(Duration::ofMillis)
                .or(() -> number(headers, HttpHeaderName.RETRY_AFTER).map(Duration::ofSeconds))
                .or(() -> untilDate(headers));
    }

    private static Optional<Long> number(HttpHeaders headers, HttpHeaderName name) {
        return Optional.ofNullable(headers.getValue(name))
                .map(String::strip)
                .filter(value -> value.matches("[0-9]{1,9}"))
                .map(Long::parseLong);
    }

    private static Optional<Duration> untilDate(HttpHeaders headers) {
        Optional<Instant> sent = date(headers, HttpHeaderName.DATE);
        return date(headers, HttpHeaderName.RETRY_AFTER)
                .flatMap(until -> sent.map(now -> Duration.between(now, until)))
                .map(wait -> wait.isNegative() ? Duration.ZERO : wait);
    }

    private static Optional<Instant> date(HttpHeaders headers, HttpHeaderName name) {
        try {
            return Optional.ofNullable(headers.getValue(name))
                    .map(value -> ZonedDateTime.parse(value.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
        } catch (DateTimeException malformed) {
            return Optional.empty();
        }
    }
}
