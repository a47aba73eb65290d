package io.arcconnect.internal.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

class BatchesTest {

    private static final Duration BOUND = Duration.ofSeconds(20);

    @Test
    void ask_whenMoreAskMeanwhile_thenTheyShareTheNextLook() throws Exception {
        CountDownLatch looking = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        List<Set<Ends>> looks = new CopyOnWriteArrayList<>();
        Batches batches = new Batches(asked -> {
            looks.add(asked);
            looking.countDown();
            await(go);
            return Look.all(asked, Finding.OURS);
        });

        CompletableFuture<Finding> first = batches.ask(FakeProc.ends(1, 1))
                .subscribeOn(Schedulers.boundedElastic())
                .toFuture();
        await(looking);
        List<CompletableFuture<Finding>> others = IntStream.range(2, 202)
                .mapToObj(port -> batches.ask(FakeProc.ends(port, 1)).toFuture())
                .toList();
        go.countDown();

        assertThat(first.get(20, TimeUnit.SECONDS)).isEqualTo(Finding.OURS);
        for (CompletableFuture<Finding> other : others) {
            assertThat(other.get(20, TimeUnit.SECONDS)).isEqualTo(Finding.OURS);
        }
        assertThat(looks).hasSize(2);
        assertThat(looks.get(1)).hasSize(200);
    }

    /** A cancel interrupts the thread that looks, which looks for others, too. */
    @Test
    void ask_whenTheFirstGivesUp_thenTheOthersAreAnswered() throws Exception {
        CountDownLatch looking = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Batches batches = new Batches(asked -> {
            looking.countDown();
            awaitInSpiteOfInterrupts(go);
            return Look.all(asked, Finding.OURS);
        });
        CompletableFuture<Finding> first = batches.ask(FakeProc.ends(1, 1))
                .subscribeOn(Schedulers.boundedElastic())
                .toFuture();
        await(looking);
        CompletableFuture<Finding> second = batches.ask(FakeProc.ends(2, 1)).toFuture();

        first.cancel(true);
        go.countDown();

        assertThat(second.get(20, TimeUnit.SECONDS)).isEqualTo(Finding.OURS);
    }

    @Test
    void ask_whenTheLookFails_thenTheNextLooksAgain() {
        List<Set<Ends>> looks = new CopyOnWriteArrayList<>();
        Batches batches = new Batches(asked -> {
            looks.add(asked);
            if (looks.size() == 1) {
                throw new IOException("broken on purpose");
            }
            return Look.all(asked, Finding.OURS);
        });

        StepVerifier.create(batches.ask(FakeProc.ends(1, 1)))
                .expectError(IOException.class)
                .verify(BOUND);
        StepVerifier.create(batches.ask(FakeProc.ends(1, 1)))
                .expectNext(Finding.OURS)
                .expectComplete()
                .verify(BOUND);
    }

    /** Others may ask for ever, and the thread of whoever was first has other things to do. */
    @Test
    void ask_whenOthersAskAndAsk_thenNobodysThreadIsKept() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        Batches batches = new Batches(asked -> {
            await(go);
            return Look.all(asked, Finding.OURS);
        });

        CompletableFuture<Finding> first = batches.ask(FakeProc.ends(1, 1)).toFuture();
        CompletableFuture<Finding> second = batches.ask(FakeProc.ends(2, 1)).toFuture();
        go.countDown();

        assertThat(first.get(20, TimeUnit.SECONDS)).isEqualTo(Finding.OURS);
        assertThat(second.get(20, TimeUnit.SECONDS)).isEqualTo(Finding.OURS);
    }

    @Test
    void ask_whenOneIsNotFound_thenLookedForAgainWhileTheOthersGoOn() throws Exception {
        AtomicInteger looks = new AtomicInteger();
        CountDownLatch go = new CountDownLatch(1);
        Ends hidden = FakeProc.ends(7, 1);
        Batches batches = new Batches(asked -> {
            if (looks.incrementAndGet() > 1) {
                await(go);
            }
            Map<Ends, Finding> findings = new HashMap<>(Look.all(asked, Finding.OURS));
            findings.computeIfPresent(hidden, (ends, found) -> looks.get() < 2 ? Look.NOBODYS : found);
            return findings;
        });
        CompletableFuture<Finding> overlooked = batches.ask(hidden).toFuture();
        CompletableFuture<Finding> other = batches.ask(FakeProc.ends(1, 1)).toFuture();
        go.countDown();

        assertThat(other.get(20, TimeUnit.SECONDS)).isEqualTo(Finding.OURS);
        assertThat(overlooked.get(20, TimeUnit.SECONDS)).isEqualTo(Finding.OURS);
        assertThat(looks.get()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void ask_whenItIsNobodysIndeed_thenSaidAfterAFewLooks() {
        AtomicInteger looks = new AtomicInteger();
        Batches batches = new Batches(asked -> {
            looks.incrementAndGet();
            return Look.all(asked, Look.NOBODYS);
        });

        StepVerifier.create(batches.ask(FakeProc.ends(1, 1)))
                .expectNext(Look.NOBODYS)
                .expectComplete()
                .verify(BOUND);
        assertThat(looks).hasValue(2);
    }

    @Test
    void ask_whenTheLookBreaks_thenTheNextLooksAgain() {
        AtomicInteger looks = new AtomicInteger();
        Batches batches = new Batches(asked -> {
            if (looks.incrementAndGet() == 1) {
                throw new OutOfMemoryError("on purpose");
            }
            return Look.all(asked, Finding.OURS);
        });

        StepVerifier.create(batches.ask(FakeProc.ends(1, 1)))
                .expectError(OutOfMemoryError.class)
                .verify(BOUND);
        StepVerifier.create(batches.ask(FakeProc.ends(1, 1)))
                .expectNext(Finding.OURS)
                .expectComplete()
                .verify(BOUND);
    }

    @Test
    void ask_whenNobodySubscribes_thenNobodyLooks() {
        Batches batches = new Batches(asked -> {
            throw new AssertionError("looked");
        });

        assertThat(batches.ask(FakeProc.ends(1, 1))).isNotNull();
    }

    private static void awaitInSpiteOfInterrupts(CountDownLatch latch) throws IOException {
        boolean isInterrupted = false;
        while (latch.getCount() > 0) {
            try {
                assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException interrupted) {
                isInterrupted = true;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new IOException(interrupted);
        }
    }
}
