package io.arcconnect.internal.pace;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.model.ArmLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.scheduler.VirtualTimeScheduler;

/** Virtual time throughout. */
@Timeout(60)
class PacerTest {

    private static final ArmLimits LIMITS = ArmLimits.DEFAULT
            .withConcurrency(1_000)
            .withWrites(5, 10)
            .withReads(100, 50)
            .withLongestWait(Duration.ofSeconds(30));

    private final VirtualTimeScheduler time = VirtualTimeScheduler.getOrSet();
    private final Pacer pacer = new Pacer(LIMITS);
    private final List<String> made = new ArrayList<>();
    private final List<Pacer.Wait> waits = new ArrayList<>();
    private final List<Throwable> failures = new ArrayList<>();

    @BeforeEach
    void start() {
        time.advanceTimeBy(Duration.ofSeconds(1));
    }

    @AfterEach
    void end() {
        VirtualTimeScheduler.reset();
    }

    private Disposable write(Pacer through, String subscription, String name, Mono<Void> work) {
        return through.through(subscription, true, waits::add, TimeoutException::new, Mono.defer(() -> {
                    made.add(name + "@" + (time.now(TimeUnit.MILLISECONDS) - 1_000));
                    return work;
                }))
                .subscribe(nothing -> {}, failures::add);
    }

    private void writes(int count) {
        for (int i = 0; i < count; i++) {
            write(pacer, "sub", "w" + i, Mono.empty());
        }
    }

    @Test
    void through_whenMoreThanTheBurst_thenInOrderAtTheRate() {
        writes(8);
        assertThat(made).containsExactly("w0@0", "w1@0", "w2@0", "w3@0", "w4@0");
        assertThat(waits)
                .containsExactly(
                        new Pacer.Wait(0, Duration.ofMillis(100)),
                        new Pacer.Wait(1, Duration.ofMillis(200)),
                        new Pacer.Wait(2, Duration.ofMillis(300)));

        time.advanceTimeBy(Duration.ofMillis(299));
        assertThat(made).hasSize(7).endsWith("w5@100", "w6@200");

        time.advanceTimeBy(Duration.ofMillis(1));
        assertThat(made).endsWith("w7@300");
    }

    @Test
    void through_whenAnotherSubscriptionOrReadsWait_thenNobodyWaitsForThem() {
        writes(20);

        write(pacer, "other", "o", Mono.empty());
        pacer.through("sub", false, waits::add, TimeoutException::new, Mono.fromRunnable(() -> made.add("read")))
                .subscribe();

        assertThat(made).endsWith("o@0", "read");
    }

    @Test
    void through_whenOneWhoWaitsIsCancelled_thenTheNextTakesTheTurn() {
        writes(5);
        Disposable gone = write(pacer, "sub", "gone", Mono.empty());
        write(pacer, "sub", "next", Mono.empty());

        gone.dispose();
        time.advanceTimeBy(Duration.ofMillis(100));

        assertThat(made).hasSize(6).endsWith("next@100");
    }

    @Test
    void through_whenTheTurnDoesNotComeInTime_thenFailsAndIsForgotten() {
        pacer.refused("sub", true, Duration.ofSeconds(31));
        writes(1);

        time.advanceTimeBy(Duration.ofSeconds(30));
        assertThat(failures).singleElement().isInstanceOf(TimeoutException.class);

        time.advanceTimeBy(Duration.ofSeconds(30));
        assertThat(made).isEmpty();
    }

    @Test
    void through_whenRefusedForLongerThanAnybodyWaits_thenFailsAtOnceUntilItIsOpenAgain() {
        pacer.refused("sub", true, Duration.ofMinutes(60));

        writes(1);
        assertThat(failures).hasSize(1).first().isInstanceOf(TimeoutException.class);
        assertThat(waits).isEmpty();
        time.advanceTimeBy(Duration.ofMinutes(60).minusSeconds(20));
        writes(1);
        time.advanceTimeBy(Duration.ofSeconds(25));

        assertThat(failures).hasSize(1);
        assertThat(made).hasSize(1);
    }

    @Test
    void through_whenRefusedMeanwhile_thenThoseWhoWaitDoUntilRetryAfter() {
        writes(6);

        pacer.refused("sub", true, Duration.ofSeconds(3));
        time.advanceTimeBy(Duration.ofSeconds(3));
        assertThat(made).hasSize(5);

        time.advanceTimeBy(Duration.ofMillis(201));
        assertThat(made).hasSize(6);
    }

    @Test
    void through_whenRefusedMeanwhileForLongerThanAnybodyWaits_thenThoseWhoWaitFailAtOnce() {
        writes(6);

        pacer.refused("sub", true, Duration.ofMinutes(60));

        assertThat(made).hasSize(5);
        assertThat(failures).singleElement().isInstanceOf(TimeoutException.class);
    }

    @Test
    void through_whenTooManyAreUnderWay_thenTheEndOfOneStartsTheNext() {
        Pacer narrow = new Pacer(LIMITS.withConcurrency(2));
        List<Sinks.Empty<Void>> works = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            works.add(Sinks.empty());
            write(narrow, "sub" + i, "n" + i, works.get(i).asMono());
        }
        assertThat(made).containsExactly("n0@0", "n1@0");

        works.get(1).tryEmitEmpty();
        assertThat(made).containsExactly("n0@0", "n1@0", "n2@0");

        works.get(0).tryEmitError(new IllegalStateException("failed"));
        assertThat(made).endsWith("n3@0");
        assertThat(failures).hasSize(1);
    }

    @Test
    void through_whenOneUnderWayIsCancelled_thenItsPlaceIsFree() {
        Pacer narrow = new Pacer(LIMITS.withConcurrency(1));
        Disposable first = write(narrow, "sub", "first", Mono.never());
        write(narrow, "sub", "second", Mono.empty());
        assertThat(made).containsExactly("first@0");

        first.dispose();

        assertThat(made).endsWith("second@0");
    }

    @Test
    void through_whenTwoSubscriptionsWait_thenTheyTakeTurns() {
        Pacer narrow = new Pacer(LIMITS.withConcurrency(1));
        Sinks.Empty<Void> busy = Sinks.empty();
        write(narrow, "x", "busy", busy.asMono());
        for (String name : List.of("a1", "a2", "a3")) {
            write(narrow, "a", name, Mono.empty());
        }
        write(narrow, "b", "b1", Mono.empty());

        busy.tryEmitEmpty();

        assertThat(made.indexOf("b1@0")).isLessThan(made.indexOf("a3@0"));
    }

    @Test
    void through_whenThousandsEndAtOnce_thenNoStackIsTooDeep() {
        Pacer narrow = new Pacer(LIMITS.withConcurrency(1).withWrites(100_000, 10));
        Sinks.Empty<Void> busy = Sinks.empty();
        write(narrow, "sub", "busy", busy.asMono());
        for (int i = 0; i < 20_000; i++) {
            write(narrow, "sub", "w", Mono.empty());
        }

        busy.tryEmitEmpty();

        assertThat(made).hasSize(20_001);
        assertThat(failures).isEmpty();
    }
}
