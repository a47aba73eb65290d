package io.arcconnect.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arcconnect.spi.PushDuplexStream;
import io.arcconnect.spi.StreamEnd;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.test.StepVerifier;

/**
 * What every {@link PushDuplexStream} must do, besides what every stream must. The far end's {@link FarEnd#stream} is one that
 * pushes.
 */
@Timeout(120)
public interface PushDuplexStreamContract extends DuplexStreamContract {

    /** Every batch ends: whoever answers, or tells other threads, at the end of a batch would otherwise never. */
    @Test
    default void onBatchEnd_whenBytesComeOneByOne_thenCalledAfterEach() throws Exception {
        try (FarEnd far = connect()) {
            PushedBytes pushed = attached(far);
            for (int count = 1; count <= 100; count++) {
                int due = count;
                far.write(new byte[] {(byte) count});
                Waiting.until("the batch of byte " + due + " has ended", () -> pushed.settled() == due);
            }

            assertThat(pushed.bytes()).hasSize(100).startsWith(1, 2, 3).endsWith(98, 99, 100);
        }
    }

    /** However much comes at once, it comes in order, one call at a time, and its last batch ends. */
    @Test
    default void onBatchEnd_whenMuchComes_thenCalledAfterTheLastByte() throws Exception {
        byte[] sent = bytes(3_000_000);
        try (FarEnd far = connect()) {
            PushedBytes pushed = attached(far);
            far.write(sent);
            Waiting.until("the last batch has ended", () -> pushed.settled() == sent.length);

            assertThat(pushed.bytes()).isEqualTo(sent);
            assertThat(pushed.isOneAtATime()).isTrue();
        }
    }

    /** A pause in the middle of a batch does not keep the batch from its end. */
    @Test
    default void onBatchEnd_whenReadsArePausedByABatch_thenCalledAllTheSame_andNothingComesUntilResumed()
            throws Exception {
        byte[] chunk = bytes(1 << 16);
        try (FarEnd far = connect()) {
            PushDuplexStream stream = pushing(far);
            PushedBytes pushed = new PushedBytes(stream::pauseReads);
            stream.attach(pushed);
            AtomicLong written = new AtomicLong();
            CompletableFuture<Void> writer = Waiting.aside(() -> {
                while (written.get() < MUCH) {
                    far.write(chunk);
                    written.addAndGet(chunk.length);
                }
                return null;
            });

            Waiting.until("something is delivered", () -> pushed.delivered().get() > 0);
            assertThat(Waiting.standstill(pushed.delivered())).isLessThan(MUCH);
            Waiting.until(
                    "the batch has ended",
                    () -> pushed.settled() == pushed.delivered().get());
            pushed.whenDelivered(() -> {});
            stream.resumeReads();
            Waiting.await(writer);
            Waiting.until("the last batch has ended", () -> pushed.settled() == MUCH);

            assertThat(pushed.isOneAtATime()).isTrue();
        }
    }

    /** What came before anybody received is delivered first, and is a batch like any other. */
    @Test
    default void attach_whenBytesCameBefore_thenTheyAreDelivered_andTheirBatchEnds() throws Exception {
        byte[] sent = bytes(2_000);
        try (FarEnd far = connect()) {
            far.write(Arrays.copyOf(sent, 1_000));
            PushedBytes pushed = attached(far);
            far.write(Arrays.copyOfRange(sent, 1_000, 2_000));
            Waiting.until("the last batch has ended", () -> pushed.settled() == sent.length);

            assertThat(pushed.bytes()).isEqualTo(sent);
        }
    }

    /** One receiver only, of either kind. */
    @Test
    default void attach_whenSomethingReceives_thenIllegalState() throws Exception {
        try (FarEnd far = connect()) {
            PushedBytes first = attached(far);

            assertThatThrownBy(() -> pushing(far).attach(new PushedBytes(() -> {})))
                    .isInstanceOf(IllegalStateException.class);
            StepVerifier.create(far.stream().receive())
                    .expectError(IllegalStateException.class)
                    .verify(Waiting.SOON);
            far.write(new byte[] {1});
            Waiting.until("the first one still receives", () -> first.settled() == 1);
        }
    }

    /** The end is the last call, after the last byte, and there is one. */
    @Test
    default void onClosed_whenFarEndCloses_thenOrderlyAndAfterTheLastByte() throws Exception {
        byte[] sent = bytes(300_000);
        try (FarEnd far = connect()) {
            PushedBytes pushed = attached(far);
            far.write(sent);
            far.end();

            assertThat(Waiting.await(pushed.end()).cause()).isEmpty();
            assertThat(pushed.bytes()).isEqualTo(sent);
            assertThat(pushed.isOneAtATime()).isTrue();
        }
    }

    /** A loss has a cause, and is never taken for an end. */
    @Test
    default void onClosed_whenConnectionIsLost_thenWithItsCause() throws Exception {
        try (FarEnd far = connect()) {
            PushedBytes pushed = attached(far);
            far.lose();

            assertThat(Waiting.await(pushed.end()).cause()).isPresent();
            assertThat(pushed.isOneAtATime()).isTrue();
        }
    }

    /** Bytes go out in the order of calls, each is copied before the call returns, and each completion is told once. */
    @Test
    default void write_whenOneBufferIsUsedAgain_thenAllArrivesInOrder_andEachIsToldOnce() throws Exception {
        int size = 1_000;
        int times = 200;
        byte[] content = bytes(size * times);
        try (FarEnd far = connect()) {
            PushDuplexStream stream = pushing(far);
            CompletableFuture<byte[]> read = Waiting.aside(() -> far.read(content.length));
            Queue<StreamEnd> outcomes = new ConcurrentLinkedQueue<>();
            ByteBuffer buffer = ByteBuffer.allocate(size);
            for (int i = 0; i < times; i++) {
                buffer.clear().put(content, i * size, size).flip();
                stream.write(buffer, outcomes::add);
                assertThat(buffer.remaining()).isEqualTo(size);
            }

            assertThat(Waiting.await(read)).isEqualTo(content);
            Waiting.until("all are told", () -> outcomes.size() >= times);
            assertThat(List.copyOf(outcomes))
                    .hasSize(times)
                    .allMatch(outcome -> outcome.cause().isEmpty());
        }
    }

    /** Whoever drops a connection has meant it. */
    @Test
    default void abort_whenOpen_thenOnCloseCompletes() throws Exception {
        try (FarEnd far = connect()) {
            attached(far);

            pushing(far).abort();

            StepVerifier.create(far.stream().onClose()).expectComplete().verify(Waiting.SOON);
        }
    }

    private static PushedBytes attached(FarEnd far) {
        PushedBytes pushed = new PushedBytes(() -> {});
        pushing(far).attach(pushed);
        return pushed;
    }

    private static PushDuplexStream pushing(FarEnd far) {
        assertThat(far.stream()).isInstanceOf(PushDuplexStream.class);
        return (PushDuplexStream) far.stream();
    }

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }
}
