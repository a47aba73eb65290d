package io.arcconnect.internal.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is usual. */
class DialTimesTest {

    private final DialTimes times = new DialTimes();

    private void add(String relay, int from, int to) {
        IntStream.rangeClosed(from, to).forEach(millis -> times.add(relay, Duration.ofMillis(millis)));
    }

    @Test
    void percentile_whenTooFewAreKnown_thenEmpty() {
        add("a", 1, DialTimes.ENOUGH - 1);
        add("b", 1, DialTimes.ENOUGH);

        assertThat(times.percentile("a", 50)).isEmpty();
        assertThat(times.percentile("nobody", 50)).isEmpty();
        assertThat(times.percentile("b", 50)).contains(Duration.ofMillis(5));
    }

    @Test
    void percentile_whenAHundredAreKnown_thenSoManyDoNotExceedIt() {
        add("a", 1, 100);

        assertThat(times.percentile("a", 50)).contains(Duration.ofMillis(50));
        assertThat(times.percentile("a", 95)).contains(Duration.ofMillis(95));
        assertThat(times.percentile("a", 99)).contains(Duration.ofMillis(99));
    }

    @Test
    void percentile_whenMoreHaveCome_thenOnlyTheLastHundredCount() {
        add("a", 1, 100);
        add("a", 1_001, 1_250);

        assertThat(times.percentile("a", 99)).contains(Duration.ofMillis(1_249));
        assertThat(times.percentile("a", 50)).contains(Duration.ofMillis(1_200));
    }

    @Test
    void add_whenThereAreVeryManyRelays_thenTheOneThatIsNotUsedIsForgotten() {
        add("first", 1, DialTimes.ENOUGH);
        add("used", 1, DialTimes.ENOUGH);
        for (int i = 0; i < 255; i++) {
            times.percentile("used", 50);
            times.add("relay-" + i, Duration.ofMillis(1));
        }

        assertThat(times.percentile("first", 50)).isEmpty();
        assertThat(times.percentile("used", 50)).isPresent();
    }
}
