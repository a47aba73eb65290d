package io.arcconnect.ssh.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.ssh.internal.connection.KeepAlive.Peer;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.scheduler.Schedulers;

/** What a dead-peer limit makes of a computer that slept. */
class KeepAliveClockTest {

    private static final Patience PATIENCE = new Patience(Duration.ofMillis(1), 3);

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final AtomicLong signs = new AtomicLong();
    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch givenUp = new CountDownLatch(1);

    @AfterEach
    void stop() {
        clock.shutdownNow();
    }

    private static void await(CountDownLatch latch) throws InterruptedException {
        assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    }

    /** The answer is queued behind what is overdue already, as bytes are behind timers after a sleep. */
    @Test
    void watch_whenTheComputerSleptForMoreThanTheLimit_thenTheMachineGetsItsTimeToAnswer() throws Exception {
        CountDownLatch answers = new CountDownLatch(20);
        Peer peer = new Peer(
                signs::get,
                () -> clock.execute(() -> {
                    signs.incrementAndGet();
                    answers.countDown();
                }),
                givenUp::countDown);
        CountDownLatch awake = new CountDownLatch(1);
        clock.execute(() -> {
            try {
                await(awake);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });

        Disposable watch = KeepAlive.watch(peer, PATIENCE, Schedulers.fromExecutorService(clock));
        Schedulers.parallel().schedule(awake::countDown, 100, TimeUnit.MILLISECONDS);
        await(answers);
        watch.dispose();

        assertThat(givenUp.getCount()).isOne();
    }

    @Test
    void watch_whenNobodyAnswers_thenGivesUpAfterSoManyQuestionsAndAsksNoMore() throws Exception {
        KeepAlive.watch(
                new Peer(signs::get, asked::incrementAndGet, givenUp::countDown),
                PATIENCE,
                Schedulers.fromExecutorService(clock));

        await(givenUp);

        assertThat(asked).hasValue(3);
    }
}
