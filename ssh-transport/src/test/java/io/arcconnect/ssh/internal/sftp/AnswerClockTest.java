package io.arcconnect.ssh.internal.sftp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.test.scheduler.VirtualTimeScheduler;

class AnswerClockTest {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final AtomicInteger silent = new AtomicInteger();
    private VirtualTimeScheduler time;

    @BeforeEach
    void virtualTime() {
        time = VirtualTimeScheduler.getOrSet();
    }

    @AfterEach
    void realTime() {
        VirtualTimeScheduler.reset();
    }

    private AnswerClock clock() {
        return new AnswerClock(LIMIT, silent::incrementAndGet);
    }

    @Test
    void asked_whenNothingIsAnswered_thenSilentAfterTheLimit() {
        clock().asked(false);

        time.advanceTimeBy(LIMIT.minusMillis(1));
        assertThat(silent).hasValue(0);
        time.advanceTimeBy(Duration.ofMillis(1));

        assertThat(silent).hasValue(1);
    }

    @Test
    void asked_whenTheLimitIsForEver_thenNeverSilent() {
        AnswerClock clock = new AnswerClock(ChronoUnit.FOREVER.getDuration(), silent::incrementAndGet);
        clock.asked(true);

        time.advanceTimeBy(Duration.ofDays(1_000));

        assertThat(silent).hasValue(0);
    }

    @Test
    void answered_whenOthersAreStillOwed_thenTheTimeBeginsAnew() {
        AnswerClock clock = clock();
        clock.asked(false);
        clock.asked(false);

        time.advanceTimeBy(LIMIT.minusMillis(1));
        clock.answered(false);
        time.advanceTimeBy(LIMIT.minusMillis(1));
        assertThat(silent).hasValue(0);
        time.advanceTimeBy(Duration.ofMillis(1));

        assertThat(silent).hasValue(1);
    }

    @Test
    void asked_whenEverythingBeforeWasAnswered_thenIdleTimeIsNoSilence() {
        AnswerClock clock = clock();
        clock.asked(false);
        clock.answered(false);
        time.advanceTimeBy(LIMIT.multipliedBy(10));

        clock.asked(false);
        time.advanceTimeBy(LIMIT.minusMillis(1));
        assertThat(silent).hasValue(0);
        time.advanceTimeBy(Duration.ofMillis(1));

        assertThat(silent).hasValue(1);
    }

    @Test
    void asked_whenItIsWork_thenAnHourAndNoLonger() {
        AnswerClock clock = clock();
        clock.asked(true);

        time.advanceTimeBy(AnswerClock.WORK.minusMillis(1));
        assertThat(silent).hasValue(0);
        time.advanceTimeBy(Duration.ofMillis(1));

        assertThat(silent).hasValue(1);
    }

    @Test
    void asked_whenWorkWasDoneBefore_thenTheLimitCountsAgain() {
        AnswerClock clock = clock();
        clock.asked(true);
        clock.answered(true);
        clock.asked(false);

        time.advanceTimeBy(LIMIT.minusMillis(1));
        assertThat(silent).hasValue(0);
        time.advanceTimeBy(Duration.ofMillis(1));

        assertThat(silent).hasValue(1);
    }

    @Test
    void stop_whenAnswersAreOwed_thenNobodyIsTold() {
        AnswerClock clock = clock();
        clock.asked(false);

        clock.stop();
        time.advanceTimeBy(LIMIT.multipliedBy(10));

        assertThat(silent).hasValue(0);
    }
}
