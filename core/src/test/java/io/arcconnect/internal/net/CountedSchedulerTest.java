package io.arcconnect.internal.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

class CountedSchedulerTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final CountDownLatch release = new CountDownLatch(1);
    private final CountedScheduler scheduler =
            new CountedScheduler(Schedulers.newBoundedElastic(32, 10_000, "counted", 5, true));

    @AfterEach
    void end() {
        release.countDown();
        scheduler.dispose();
    }

    private void deaf() {
        boolean isOver = false;
        while (!isOver) {
            try {
                isOver = release.await(30, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                isOver = false; // that is how deaf it is
            }
        }
    }

    private void everyoneElseIsServed() {
        for (int i = 0; i < 10; i++) {
            Mono.fromSupplier(() -> 1).subscribeOn(scheduler).block(LIMIT);
        }
    }

    @Test
    void dispose_whenWorkDoesNotCareForItsInterrupt_thenNobodyElseGetsItsThread() {
        CountDownLatch begun = new CountDownLatch(1);
        Scheduler.Worker worker = scheduler.createWorker();
        worker.schedule(() -> {
            begun.countDown();
            deaf();
        });
        await(begun);

        worker.dispose();

        assertThat(worker.isDisposed()).isTrue();
        assertThatThrownBy(() -> worker.schedule(() -> {})).isInstanceOf(RejectedExecutionException.class);
        everyoneElseIsServed();
    }

    @Test
    void dispose_whenATaskDoesNotCareForItsInterrupt_thenNobodyElseGetsItsThread() {
        CountDownLatch begun = new CountDownLatch(1);
        Disposable task = scheduler.schedule(() -> {
            begun.countDown();
            deaf();
        });
        await(begun);

        task.dispose();

        everyoneElseIsServed();
    }

    @Test
    void dispose_whenWorkWaits_thenItIsInterrupted() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        Scheduler.Worker worker = scheduler.createWorker();
        worker.schedule(() -> {
            begun.countDown();
            try {
                assertThat(release.await(30, TimeUnit.SECONDS)).isFalse();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
        });
        await(begun);

        worker.dispose();

        await(interrupted);
    }

    @Test
    void finished_whenNothingWasGiven_thenAtOnce() {
        scheduler.finished().block(LIMIT);
    }

    @Test
    void finished_whenOperatorsUseIt_thenAfterThem() {
        Long last = Flux.range(0, 1000)
                .publishOn(scheduler)
                .flatMap(number -> Mono.just(number).subscribeOn(scheduler))
                .count()
                .publishOn(scheduler)
                .block(LIMIT);

        assertThat(last).isEqualTo(1000);
        scheduler.finished().block(LIMIT);
    }

    @Test
    void finished_whenWorkIsUnderWay_thenNotBeforeItsEnd() {
        scheduler.schedule(this::hold);
        scheduler.createWorker().schedule(this::hold);
        Mono<Boolean> finished = scheduler.finished().thenReturn(true).cache();
        Disposable waiting = finished.subscribe();

        assertThat(waiting.isDisposed()).isFalse();

        release.countDown();
        assertThat(finished.block(LIMIT)).isTrue();
    }

    @Test
    void finished_whenWhatWaitedIsDisposedOf_thenNotWaitedFor() {
        CountDownLatch holding = new CountDownLatch(2);
        for (int i = 0; i < 2; i++) {
            scheduler.schedule(() -> {
                holding.countDown();
                hold();
            });
        }
        await(holding);
        Disposable task = scheduler.schedule(() -> {});
        Scheduler.Worker worker = scheduler.createWorker();
        worker.schedule(() -> {});
        worker.schedule(() -> {});

        task.dispose();
        worker.dispose();
        release.countDown();

        scheduler.finished().block(LIMIT);
    }

    @Test
    void finished_whenTheThreadsAreGone_thenWhatWasRefusedIsNotWaitedFor() {
        Scheduler.Worker worker = scheduler.createWorker();
        scheduler.dispose();

        assertThatThrownBy(() -> scheduler.schedule(() -> {})).isInstanceOf(RejectedExecutionException.class);
        assertThatThrownBy(() -> worker.schedule(() -> {})).isInstanceOf(RejectedExecutionException.class);
        scheduler.finished().block(LIMIT);
    }

    private void hold() {
        await(release);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
