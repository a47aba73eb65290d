package io.arcconnect.internal.arm;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every form in which a service says how long to wait: protocol.md 1.3, 2.7. */
class RetryAfterTest {

    @ParameterizedTest
    @CsvSource({
        "Retry-After, 17, PT17S",
        "Retry-After, ' 17 ', PT17S",
        "Retry-After, 0, PT0S",
        "retry-after-ms, 1500, PT1.5S",
        "x-ms-retry-after-ms, 250, PT0.25S",
        "Retry-After, 'Mon, 23 Nov 2026 12:02:00 GMT', PT2M",
        "Retry-After, 'Mon, 23 Nov 2026 11:00:00 GMT', PT0S",
        "Retry-After, -3,",
        "Retry-After, soon,",
        "Retry-After, 99999999999999999999,",
    })
    void of_whenTold_thenRead(String name, String value, Duration expected) {
        HttpHeaders headers = new HttpHeaders()
                .set(HttpHeaderName.DATE, "Mon, 23 Nov 2026 12:00:00 GMT")
                .set(HttpHeaderName.fromString(name), value);

        assertThat(RetryAfter.of(headers)).isEqualTo(Optional.ofNullable(expected));
    }

    @ParameterizedTest
    @CsvSource({"'',", "'Mon, 23 Nov 2026 12:02:00 GMT',"})
    void of_whenADateHasNothingToBeComparedWith_thenNothing(String value) {
        HttpHeaders headers = new HttpHeaders().set(HttpHeaderName.RETRY_AFTER, value);

        assertThat(RetryAfter.of(headers)).isEmpty();
    }
}
