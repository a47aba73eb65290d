package io.arcconnect.internal.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TokenBucketTest {

    private final TokenBucket bucket = new TokenBucket(200, 10, 0);

    private int takeAll(long now) {
        int taken = 0;
        while (bucket.take(now)) {
            taken++;
        }
        return taken;
    }

    private static long seconds(double seconds) {
        return (long) (seconds * 1e9);
    }

    @Test
    void take_whenFull_thenTheBurstAndThenTheRate() {
        assertThat(takeAll(0)).isEqualTo(200);
        assertThat(bucket.nanosUntil(1, 0)).isEqualTo(seconds(0.1));
        assertThat(bucket.nanosUntil(50, 0)).isEqualTo(seconds(5));
        assertThat(takeAll(seconds(3))).isEqualTo(30);
    }

    @Test
    void take_whenIdleForLong_thenNoMoreThanTheBurst() {
        takeAll(0);

        assertThat(takeAll(seconds(3_600))).isEqualTo(200);
    }

    @Test
    void refused_whenToldToWait_thenNothingUntilThenAndHalfTheRateAfter() {
        bucket.refused(Duration.ofSeconds(7), seconds(1));

        assertThat(takeAll(seconds(7.9))).isZero();
        assertThat(bucket.rate()).isEqualTo(5);
        assertThat(bucket.nanosUntil(1, seconds(7.9))).isEqualTo(seconds(0.3));
        assertThat(takeAll(seconds(9))).isEqualTo(5);
    }

    @Test
    void refused_whenManyAreRefusedAtOnce_thenThatIsOneRefusal() {
        for (int i = 0; i < 30; i++) {
            bucket.refused(Duration.ofSeconds(1), seconds(0.01 * i));
        }

        assertThat(bucket.rate()).isEqualTo(5);
    }

    @Test
    void refused_whenAgainAndAgain_thenNeverSlowerThanTheFloor() {
        for (int i = 0; i < 100; i++) {
            bucket.refused(Duration.ZERO, seconds(2 * i));
        }

        assertThat(bucket.rate()).isBetween(10.0 / 32, 10.0 / 4);
    }

    @Test
    void rate_whenNobodyIsRefusedAnyMore_thenItRecoversWithinAMinute() {
        bucket.refused(Duration.ZERO, 0);
        takeAll(seconds(15));
        assertThat(bucket.rate()).isCloseTo(7.4, within(0.1));

        takeAll(seconds(60));
        assertThat(bucket.rate()).isEqualTo(10);
    }

    @Test
    void refused_whenAShorterPauseIsToldLater_thenTheLongerHolds() {
        bucket.refused(Duration.ofSeconds(10), 0);
        bucket.refused(Duration.ofSeconds(1), seconds(2));

        assertThat(takeAll(seconds(9.9))).isZero();
    }
}
