package io.arcconnect.internal.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceClockTest {

    private static final Instant LOCAL = Instant.parse("2026-11-23T12:00:00Z");

    private final ServiceClock clock = new ServiceClock(Clock.fixed(LOCAL, ZoneOffset.UTC));

    @ParameterizedTest
    @CsvSource({
        "'Mon, 23 Nov 2026 11:53:00 GMT', this computer's clock is 7 minutes ahead of Azure's, 2026-11-23T11:53:00Z",
        "'Mon, 23 Nov 2026 15:00:00 GMT', this computer's clock is 3 hours behind Azure's, 2026-11-23T15:00:00Z",
    })
    void observe_whenFarOff_thenSaysSoAndGoesByTheService(String date, String words, Instant corrected) {
        clock.observe(date);

        assertThat(clock.skewInWords()).contains(words);
        assertThat(clock.instant()).isEqualTo(corrected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Mon, 23 Nov 2026 11:56:00 GMT", "Mon, 23 Nov 2026 12:05:00 GMT", "yesterday", ""})
    void observe_whenNearOrUnreadable_thenTheLocalClockHolds(String date) {
        clock.observe(date);

        assertThat(clock.skew()).isEmpty();
        assertThat(clock.instant()).isEqualTo(LOCAL);
    }

    @Test
    void observe_whenTheClockWasSetRight_thenForgets() {
        clock.observe("Mon, 23 Nov 2026 10:00:00 GMT");

        clock.observe("Mon, 23 Nov 2026 12:00:30 GMT");

        assertThat(clock.skew()).isEmpty();
        assertThat(ServiceClock.of(clock)).isSameAs(clock);
        assertThat(clock.withZone(ZoneOffset.ofHours(1)).instant()).isEqualTo(LOCAL);
        assertThat(Duration.between(clock.instant(), LOCAL)).isZero();
    }
}
