package io.arcconnect.ssh.internal.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.ssh.internal.connection.Batch;
import io.arcconnect.ssh.internal.connection.Batches;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

/** Chunks that are taken on another thread than the one that decodes them. */
class ChunkDeliveryTest {

    private final AtomicLong credited = new AtomicLong();
    private final Batch batch = new Batch();
    private final ChannelInput input = new ChannelInput(credited::addAndGet, batch);
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final Scheduler byHand = Schedulers.fromExecutor(tasks::add);
    private final List<Integer> sizes = new ArrayList<>();

    private void arrive(int... bytes) {
        IntStream.of(bytes).forEach(size -> input.accept(new byte[size], 0, size));
    }

    private void runTasks() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    private BaseSubscriber<ByteBuffer> take(Flux<ByteBuffer> chunks) {
        BaseSubscriber<ByteBuffer> taker = new BaseSubscriber<>() {
            @Override
            protected void hookOnNext(ByteBuffer chunk) {
                sizes.add(chunk.remaining());
            }
        };
        chunks.subscribe(taker);
        runTasks();
        return taker;
    }

    @Test
    void flux_whenManyChunksAreReadAtOnce_thenThereIsOneTaskForThem() {
        take(input.flux(byHand));

        Batches.in(batch, () -> arrive(1, 2, 3));

        assertThat(tasks).hasSize(1);
        runTasks();
        assertThat(sizes).containsExactly(1, 2, 3);
    }

    @Test
    void flux_whenTheTaskHasNotRun_thenTheNextBatchNeedsNone() {
        take(input.flux(byHand));

        Batches.in(batch, () -> arrive(1));
        Batches.in(batch, () -> arrive(2));

        assertThat(tasks).hasSize(1);
        runTasks();
        assertThat(sizes).containsExactly(1, 2);
    }

    @Test
    void flux_whenNothingIsBeingRead_thenAChunkIsDeliveredAtOnce() {
        take(input.flux(byHand));

        arrive(7);

        assertThat(tasks).hasSize(1);
    }

    @Test
    void flux_whenTheEndIsReadWithTheLastChunk_thenItIsToldOnceAndNothingIsRefused() {
        List<Throwable> dropped = new ArrayList<>();
        Hooks.onErrorDropped(dropped::add);
        try {
            StepVerifier taking = StepVerifier.create(input.flux(Schedulers.fromExecutor(Runnable::run)))
                    .expectNextCount(1)
                    .expectComplete()
                    .verifyLater();
            Batches.in(batch, () -> {
                arrive(3);
                input.end(null);
            });
            taking.verify(Duration.ofSeconds(30));
        } finally {
            Hooks.resetOnErrorDropped();
        }

        assertThat(dropped).isEmpty();
    }

    /** The machine's end comes on another thread, and whenever it likes. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void flux_whenTheEndComesWhileItIsSubscribedTo_thenItIsToldAfterwards(boolean isByHand) {
        List<String> told = new ArrayList<>();
        BaseSubscriber<ByteBuffer> taker = new BaseSubscriber<>() {
            @Override
            protected void hookOnSubscribe(Subscription subscription) {
                input.end(null);
                runTasks();
                told.add("subscribed");
            }

            @Override
            protected void hookOnComplete() {
                told.add("complete");
            }
        };

        input.flux(isByHand ? byHand : Schedulers.immediate()).subscribe(taker);
        runTasks();

        assertThat(told).containsExactly("subscribed", "complete");
    }

    @Test
    void flux_whenCancelledWhileItIsSubscribedTo_thenWhatWaitsIsCredited() {
        arrive(3);

        input.flux(byHand).subscribe(new BaseSubscriber<>() {
            @Override
            protected void hookOnSubscribe(Subscription subscription) {
                cancel();
            }
        });
        arrive(4);

        assertThat(credited).hasValue(7);
        assertThat(tasks).isEmpty();
    }

    @Test
    void flux_whenCancelledBeforeTheTaskRuns_thenItsChunksAreCredited() {
        BaseSubscriber<ByteBuffer> taker = take(input.flux(byHand));
        Batches.in(batch, () -> arrive(1, 2));

        taker.cancel();

        assertThat(credited).hasValue(3);
        runTasks();
        assertThat(sizes).isEmpty();
    }

    @Test
    void flux_whenTheThreadsHaveEnded_thenItFailsAndWhatComesIsCredited() {
        Scheduler ended = Schedulers.newSingle("ended");
        ended.dispose();
        StepVerifier.create(input.flux(ended)).verifyErrorMatches(RejectedExecutionException.class::isInstance);

        arrive(4);
        assertThat(credited).hasValue(4);
    }

    @Test
    void flux_whenTakenOnAnotherThread_thenEverythingComesInOrderAndTheEndLast() {
        int many = 20_000;
        Flux<Integer> numbers = input.flux(Schedulers.boundedElastic())
                .map(chunk -> chunk.getInt())
                .limitRate(16);

        StepVerifier decoding = StepVerifier.create(numbers.collectList())
                .expectNextMatches(
                        all -> all.equals(IntStream.range(0, many).boxed().toList()))
                .expectComplete()
                .verifyLater();
        for (int number = 0; number < many; number++) {
            byte[] bytes = ByteBuffer.allocate(4).putInt(number).array();
            Batches.in(batch, () -> input.accept(bytes, 0, 4));
        }
        input.end(null);

        decoding.verify(Duration.ofSeconds(60));
        assertThat(credited).hasValue(4L * many);
    }
}
