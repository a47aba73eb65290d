package io.arcconnect;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.Outcome.Status;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

/** What no fleet is meant to meet, and some will. */
class FleetEdgesTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Scheduler users = Schedulers.newBoundedElastic(8, 20_000, "users");

    @AfterEach
    void stop() {
        users.dispose();
    }

    private Fleet fleet(Publisher<? extends ArcMachine> machines) {
        return new DefaultFleet(machines, FleetOptions.DEFAULT, users, event -> {}, () -> {});
    }

    private Fleet fleet(int machines) {
        return fleet(Flux.range(0, machines).map(ScriptedMachines::machine));
    }

    @Test
    void stopAfter_whenTheSourceHasThreadsOfItsOwn_thenWhatIsSkippedIsToldOnThreadsThatMayBlock() {
        Queue<String> threads = new ConcurrentLinkedQueue<>();

        fleet(Flux.range(0, 20).map(ScriptedMachines::machine).delayElements(Duration.ofMillis(1)))
                .concurrency(1)
                .stopAfter(1)
                .each(ScriptedMachines::refused)
                .doOnNext(outcome -> threads.add(Thread.currentThread().getName()))
                .blockLast(LIMIT);

        assertThat(threads).hasSize(20).allMatch(name -> name.startsWith("users"));
    }

    @Test
    void each_whenTheSourceHasThreadsOfItsOwn_thenTheEndIsToldOnThreadsThatMayBlock() {
        Queue<String> threads = new ConcurrentLinkedQueue<>();

        fleet(Mono.delay(Duration.ofMillis(1)).thenMany(Flux.<ArcMachine>empty()))
                .each(ScriptedMachines::refused)
                .doOnComplete(() -> threads.add(Thread.currentThread().getName()))
                .blockLast(LIMIT);

        assertThat(threads).hasSize(1).allMatch(name -> name.startsWith("users"));
    }

    @Test
    void stopAfter_whenManyAreAtWork_thenNoMoreAreBegunThanWereUnderWay() {
        AtomicInteger begun = new AtomicInteger();
        CountDownLatch full = new CountDownLatch(4);

        List<Outcome<Integer>> outcomes = fleet(100)
                .concurrency(4)
                .stopAfter(1)
                .each(machine -> {
                    begun.incrementAndGet();
                    full.countDown();
                    ScriptedMachines.await(full);
                    return ScriptedMachines.<Integer>refused(machine);
                })
                .collectList()
                .block(LIMIT);

        assertThat(begun).hasValue(4);
        assertThat(outcomes)
                .hasSize(100)
                .filteredOn(outcome -> outcome.status() == Status.SKIPPED)
                .hasSize(96);
    }

    @Test
    void inOrder_whenAskedForOneAtATime_thenOneIsGivenInItsOrder() {
        AtomicInteger begun = new AtomicInteger();

        StepVerifier.create(
                        fleet(1000)
                                .concurrency(3)
                                .inOrder()
                                .each(machine -> Mono.fromSupplier(() -> {
                                    begun.incrementAndGet();
                                    return ScriptedMachines.number(machine);
                                }))
                                .map(Outcome::orThrow),
                        1)
                .expectNext(0)
                .then(() -> assertThat(begun).hasValueLessThanOrEqualTo(4))
                .thenRequest(1)
                .expectNext(1)
                .thenRequest(Long.MAX_VALUE)
                .expectNextCount(998)
                .expectComplete()
                .verify(LIMIT);
    }

    @Test
    void each_whenTheSourceIsEmptyOrTheWorkIsNull_thenNothingHangs() {
        assertThat(fleet(0).canary(3).each(machine -> Mono.just(1)).count().block(LIMIT))
                .isZero();
        assertThat(fleet(2).canary(1)
                        .inOrder()
                        .<Integer>each(machine -> null)
                        .map(Outcome::status)
                        .collectList()
                        .block(LIMIT))
                .containsExactly(Status.FAILED, Status.SKIPPED);
    }
}
