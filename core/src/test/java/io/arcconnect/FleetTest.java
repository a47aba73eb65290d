package io.arcconnect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arcconnect.Outcome.Status;
import io.arcconnect.spi.event.FleetEvent;
import io.arcconnect.spi.event.FleetEvent.Step;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;
import reactor.util.context.Context;

class FleetTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Scheduler users = Schedulers.newBoundedElastic(8, 20_000, "users");
    private final ConcurrentLinkedDeque<FleetEvent> events = new ConcurrentLinkedDeque<>();

    @AfterEach
    void stop() {
        users.dispose();
    }

    private Fleet fleet(Publisher<? extends ArcMachine> machines) {
        return new DefaultFleet(
                machines, FleetOptions.DEFAULT, users, event -> events.add((FleetEvent) event), () -> {});
    }

    private Fleet fleet(int machines) {
        return fleet(Flux.range(0, machines).map(ScriptedMachines::machine));
    }

    @Test
    void each_whenSomeFail_thenOneOutcomeForEachAndTheOthersGoOn() {
        List<Outcome<Integer>> outcomes = fleet(6).each(machine -> ScriptedMachines.number(machine) % 3 == 1
                        ? ScriptedMachines.<Integer>refused(machine)
                        : Mono.just(ScriptedMachines.number(machine)))
                .collectList()
                .block(LIMIT);

        assertThat(outcomes)
                .filteredOn(Outcome::isDone)
                .extracting(Outcome::orThrow)
                .containsExactlyInAnyOrder(0, 2, 3, 5);
        assertThat(outcomes)
                .filteredOn(outcome -> outcome.status() == Status.FAILED)
                .hasSize(2)
                .allSatisfy(outcome -> assertThat(outcome.code()).contains("arm.forbidden"));
        FleetEvent end = events.getLast();
        assertThat(end.step()).isEqualTo(Step.ENDED);
        assertThat(List.of(end.begun(), end.done(), end.failed(), end.skipped()))
                .containsExactly(6L, 4L, 2L, 0L);
        assertThat(events).extracting(FleetEvent::id).containsOnly(end.id());
    }

    @Test
    void each_whenTheWorkThrowsOrGivesNothing_thenItsOutcomeSaysSo() {
        List<Outcome<String>> outcomes = fleet(2).inOrder()
                .<String>each(machine -> {
                    if (ScriptedMachines.number(machine) == 0) {
                        throw new IllegalStateException("own");
                    }
                    return Mono.empty();
                })
                .collectList()
                .block(LIMIT);

        assertThat(outcomes.get(0).failure()).containsInstanceOf(IllegalStateException.class);
        assertThatThrownBy(outcomes.get(0)::orThrow).hasMessage("own");
        assertThat(outcomes.get(1).isDone()).isTrue();
        assertThat(outcomes.get(1).value()).isEmpty();
        assertThat(outcomes.get(1)).asString().startsWith("m-1 done in ");
    }

    @Test
    void each_whenFirstCome_thenASlowMachineHoldsUpNobody() {
        Sinks.One<Integer> slow = Sinks.one();

        StepVerifier.create(fleet(4).concurrency(2)
                        .each(machine -> ScriptedMachines.number(machine) == 0
                                ? slow.asMono()
                                : Mono.just(ScriptedMachines.number(machine)))
                        .map(Outcome::orThrow))
                .expectNext(1, 2, 3)
                .then(() -> slow.tryEmitValue(0).orThrow())
                .expectNext(0)
                .expectComplete()
                .verify(LIMIT);
    }

    @Test
    void inOrder_whenTheFirstIsSlow_thenTheOthersWaitForIt() {
        Sinks.One<Integer> slow = Sinks.one();
        AtomicInteger others = new AtomicInteger();

        Flux<Outcome<Integer>> outcomes = fleet(20)
                .concurrency(4)
                .inOrder()
                .each(machine -> ScriptedMachines.number(machine) == 0
                        ? slow.asMono()
                        : Mono.fromSupplier(() -> {
                            if (others.incrementAndGet() == 3) {
                                slow.tryEmitValue(0).orThrow();
                            }
                            return ScriptedMachines.number(machine);
                        }));

        assertThat(outcomes.map(Outcome::orThrow).collectList().block(LIMIT))
                .isEqualTo(IntStream.range(0, 20).boxed().toList());
    }

    @Test
    void concurrency_whenThereAreTenThousand_thenNoMoreAtATimeAndAllOfThem() {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();

        Long done = fleet(10_000)
                .concurrency(7)
                .each(machine -> Mono.fromSupplier(() -> most.accumulateAndGet(now.incrementAndGet(), Math::max))
                        .doOnTerminate(now::decrementAndGet))
                .filter(Outcome::isDone)
                .count()
                .block(LIMIT);

        assertThat(done).isEqualTo(10_000);
        assertThat(most.get()).isLessThanOrEqualTo(7);
    }

    @Test
    void each_whenNobodyAsksForMore_thenNoMoreIsBegunOrRead() {
        AtomicInteger begun = new AtomicInteger();
        AtomicInteger read = new AtomicInteger();
        CountDownLatch full = new CountDownLatch(5);
        Fleet fleet = fleet(
                Flux.range(0, 10_000).doOnNext(any -> read.incrementAndGet()).map(ScriptedMachines::machine));

        StepVerifier.create(
                        fleet.concurrency(5)
                                .each(machine -> Mono.fromSupplier(() -> {
                                    begun.incrementAndGet();
                                    full.countDown();
                                    return 1;
                                })),
                        0)
                .then(() -> ScriptedMachines.await(full))
                .then(() -> assertThat(begun).hasValue(5))
                .then(() -> assertThat(read).hasValueLessThanOrEqualTo(5))
                .thenRequest(10)
                .expectNextCount(10)
                .then(() -> assertThat(begun).hasValueLessThanOrEqualTo(15))
                .thenCancel()
                .verify(LIMIT);
    }

    @Test
    void timeout_whenAMachineTakesLonger_thenItIsCancelledAndTheRestGoesOn() {
        CountDownLatch cancelled = new CountDownLatch(1);

        List<Outcome<String>> outcomes = fleet(3).timeout(Duration.ofMillis(50))
                .inOrder()
                .each(machine -> ScriptedMachines.number(machine) == 1
                        ? Mono.<String>never().doOnCancel(cancelled::countDown)
                        : Mono.just("quick"))
                .collectList()
                .block(LIMIT);

        ScriptedMachines.await(cancelled);
        assertThat(outcomes.get(1).code()).contains("operation.timed_out");
        assertThat(outcomes.get(1)).asString().contains("m-1 failed", "50 ms");
        assertThat(outcomes).hasSize(3);
    }

    @Test
    void stopAfter_whenSoManyHaveFailed_thenTheRestIsSkippedAndNothingIsDoneThere() {
        AtomicInteger begun = new AtomicInteger();

        List<Outcome<Integer>> outcomes = fleet(10)
                .concurrency(1)
                .stopAfter(3)
                .inOrder()
                .each(machine -> {
                    begun.incrementAndGet();
                    return ScriptedMachines.number(machine) == 1
                            ? Mono.just(1)
                            : ScriptedMachines.<Integer>refused(machine);
                })
                .collectList()
                .block(LIMIT);

        assertThat(outcomes).extracting(Outcome::status).startsWith(Status.FAILED, Status.DONE, Status.FAILED);
        assertThat(outcomes)
                .filteredOn(outcome -> outcome.status() == Status.SKIPPED)
                .hasSize(6);
        assertThat(begun).hasValue(4);
        assertThat(events.stream().filter(event -> event.step() == Step.MACHINE_SKIPPED))
                .hasSize(6);
    }

    @Test
    void canary_whenNoneFails_thenTheOthersBeginAfterThem() {
        Queue<Integer> begun = new ConcurrentLinkedQueue<>();
        Sinks.One<Integer> lastCanary = Sinks.one();

        StepVerifier.create(fleet(8).canary(2)
                        .each(machine -> {
                            begun.add(ScriptedMachines.number(machine));
                            return ScriptedMachines.number(machine) == 1
                                    ? lastCanary.asMono()
                                    : Mono.just(ScriptedMachines.number(machine));
                        })
                        .map(Outcome::orThrow))
                .expectNext(0)
                .then(() -> assertThat(begun).isSubsetOf(0, 1))
                .then(() -> lastCanary.tryEmitValue(1).orThrow())
                .expectNextCount(7)
                .expectComplete()
                .verify(LIMIT);
    }

    @Test
    void canary_whenOneFails_thenTheOthersAreSkipped() {
        List<Outcome<Integer>> outcomes = fleet(5).canary(2)
                .each(machine -> ScriptedMachines.number(machine) == 0
                        ? ScriptedMachines.<Integer>refused(machine)
                        : Mono.just(1))
                .collectList()
                .block(LIMIT);

        assertThat(outcomes)
                .extracting(Outcome::status)
                .containsExactlyInAnyOrder(Status.FAILED, Status.DONE, Status.SKIPPED, Status.SKIPPED, Status.SKIPPED);
    }

    @Test
    void canary_whenThereAreFewerMachines_thenThoseAreAll() {
        assertThat(fleet(2).canary(5).each(machine -> Mono.just(1)).count().block(LIMIT))
                .isEqualTo(2);
    }

    @Test
    void each_whenTheSourceFails_thenItsErrorAfterWhatWasBegun() {
        Fleet fleet = fleet(Flux.range(0, 3)
                .map(ScriptedMachines::machine)
                .concatWith(Flux.error(new IllegalStateException("page"))));

        StepVerifier.create(fleet.each(machine -> Mono.just(ScriptedMachines.number(machine))))
                .expectNextCount(3)
                .expectErrorMessage("page")
                .verify(LIMIT);
    }

    @Test
    void each_whenCancelled_thenWhatIsUnderWayIsToo() {
        CountDownLatch begun = new CountDownLatch(3);
        CountDownLatch cancelled = new CountDownLatch(3);

        StepVerifier.create(fleet(100)
                        .concurrency(3)
                        .each(machine -> Mono.never()
                                .doOnSubscribe(s -> begun.countDown())
                                .doOnCancel(cancelled::countDown)))
                .then(() -> ScriptedMachines.await(begun))
                .thenCancel()
                .verify(LIMIT);

        ScriptedMachines.await(cancelled);
        assertThat(events.getLast().step()).isEqualTo(Step.CANCELLED);
        assertThat(events.getLast().begun()).isEqualTo(3);
    }

    @Test
    void each_whenItRuns_thenWorkAndOutcomesAreOnThreadsThatMayBlock() {
        Queue<String> threads = new ConcurrentLinkedQueue<>();

        fleet(20)
                .timeout(LIMIT)
                .canary(1)
                .each(machine -> {
                    threads.add(Thread.currentThread().getName());
                    return Mono.delay(Duration.ofMillis(1));
                })
                .doOnNext(outcome -> threads.add(Thread.currentThread().getName()))
                .blockLast(LIMIT);

        assertThat(threads).hasSize(40).allMatch(name -> name.startsWith("users"));
    }

    @Test
    void each_whenTheSubscriberHasAContext_thenTheWorkAndTheEventsHaveItToo() {
        List<String> seen = fleet(2).each(
                        machine -> Mono.deferContextual(context -> Mono.just(context.<String>get("request"))))
                .contextWrite(Context.of("request", "4711"))
                .map(Outcome::orThrow)
                .collectList()
                .block(LIMIT);

        assertThat(seen).containsExactly("4711", "4711");
        assertThat(events)
                .allSatisfy(event ->
                        assertThat(event.context().<String>get("request")).isEqualTo("4711"));
    }

    @Test
    void options_whenOutOfRange_thenRefusedAtTheCall() {
        Fleet fleet = fleet(1);

        assertThatIllegalArgumentException().isThrownBy(() -> fleet.concurrency(0));
        assertThatIllegalArgumentException().isThrownBy(() -> fleet.timeout(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> fleet.stopAfter(0));
        assertThatIllegalArgumentException().isThrownBy(() -> fleet.canary(0));
        assertThat(fleet.concurrency(3)).asString().contains("concurrency=3");
    }
}
