package io.arcconnect.ssh.internal.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.ssh.internal.connection.Batch;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

class ChannelInputTest {

    private final AtomicLong credited = new AtomicLong();
    private final ChannelInput input = new ChannelInput(credited::addAndGet, new Batch());

    private void arrive(int bytes) {
        input.accept(new byte[bytes + 2], 1, bytes);
    }

    @Test
    void end_whenAChunkIsBeingEmitted_thenTheEndIsToldAfterIt() throws Exception {
        CountDownLatch emitting = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        CompletableFuture<Void> complete = new CompletableFuture<>();
        input.flux()
                .subscribe(
                        chunk -> {
                            emitting.countDown();
                            await(ended);
                        },
                        complete::completeExceptionally,
                        () -> complete.complete(null));

        CompletableFuture<Void> decoder = CompletableFuture.runAsync(() -> arrive(1));
        await(emitting);
        input.end(null);
        ended.countDown();

        complete.get(10, TimeUnit.SECONDS);
        decoder.get(10, TimeUnit.SECONDS);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void end_whenThereAreTwo_thenTheFirstCounts() {
        input.end(null);
        input.end(new IllegalStateException("later"));

        assertThat(input.flux().materialize().blockLast(Duration.ofSeconds(30)).isOnComplete())
                .isTrue();
    }

    @Test
    void end_whenChunksWait_thenItIsToldAfterThemAndOnlyWhenTheyAreAskedFor() {
        arrive(1);
        arrive(2);
        input.end(new IllegalStateException("lost"));

        StepVerifier.create(input.flux(), 1)
                .expectNextMatches(chunk -> chunk.remaining() == 1)
                .thenRequest(1)
                .expectNextMatches(chunk -> chunk.remaining() == 2)
                .verifyErrorMessage("lost");
    }

    @Test
    void flux_whenSubscribedToTwice_thenTheSecondFailsAndTheFirstGoesOn() {
        StepVerifier.create(input.flux())
                .then(() -> StepVerifier.create(input.flux()).verifyError(IllegalStateException.class))
                .then(() -> arrive(3))
                .expectNextCount(1)
                .then(() -> input.end(null))
                .verifyComplete();
    }

    @Test
    void flux_whenChunksAreNotAskedFor_thenTheyAreNotCredited() {
        StepVerifier.create(input.flux(), 0)
                .then(() -> arrive(10))
                .then(() -> assertThat(credited).hasValue(0))
                .thenRequest(1)
                .expectNextCount(1)
                .then(() -> assertThat(credited).hasValue(10))
                .thenCancel()
                .verify();
    }

    @Test
    void flux_whenCancelled_thenWhatWaitsAndWhatComesIsCreditedAndDropped() {
        arrive(10);
        StepVerifier.create(input.flux(), 0).thenCancel().verify();
        arrive(5);
        input.end(null);

        assertThat(credited).hasValue(15);
    }
}
