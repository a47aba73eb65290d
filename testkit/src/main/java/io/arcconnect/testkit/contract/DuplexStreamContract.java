package io.arcconnect.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arcconnect.spi.DuplexStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

/** What every {@link DuplexStream} must do. Implement {@link #connect()}; the tests come along. */
@Timeout(120)
public interface DuplexStreamContract {

    /** More than every buffer between two processes on one machine can hold. */
    int MUCH = 32 << 20;

    /**
     * Makes a new connection.
     *
     * @return its far end; the test closes it
     * @throws Exception when that fails
     */
    FarEnd connect() throws Exception;

    /** Bytes arrive complete and in order, in heap buffers that stay as they are. */
    @Test
    default void receive_whenFarEndWrites_thenEveryByteInOrderInHeapBuffers() throws Exception {
        byte[] sent = random(3_000_000);
        try (FarEnd far = connect()) {
            CompletableFuture<List<ByteBuffer>> received = Waiting.aside(
                    () -> take(far.stream(), sent.length).collectList().block(Waiting.SOON));
            far.write(sent);

            List<ByteBuffer> buffers = Waiting.await(received);
            assertThat(buffers).allMatch(ByteBuffer::hasArray);
            assertThat(join(buffers)).isEqualTo(sent);
        }
    }

    /** One subscriber only. */
    @Test
    default void receive_whenSubscribedTwice_thenSecondGetsIllegalState() throws Exception {
        try (FarEnd far = connect()) {
            CompletableFuture<byte[]> first = Waiting.aside(() -> take(far.stream(), 2)
                    .collectList()
                    .map(DuplexStreamContract::join)
                    .block(Waiting.SOON));
            far.write(new byte[] {1});
            far.write(new byte[] {2});
            assertThat(Waiting.await(first)).containsExactly(1, 2);

            StepVerifier.create(far.stream().receive())
                    .expectError(IllegalStateException.class)
                    .verify(Waiting.SOON);
        }
    }

    /** An orderly end comes after the last byte. */
    @Test
    default void receive_whenFarEndCloses_thenCompletesAfterTheLastByte() throws Exception {
        byte[] sent = random(300_000);
        try (FarEnd far = connect()) {
            CompletableFuture<List<ByteBuffer>> received =
                    Waiting.aside(() -> far.stream().receive().collectList().block(Waiting.SOON));
            far.write(sent);
            far.end();

            assertThat(join(Waiting.await(received))).isEqualTo(sent);
            StepVerifier.create(far.stream().onClose()).expectComplete().verify(Waiting.SOON);
        }
    }

    /** A loss is an error, never an end. */
    @Test
    default void receive_whenConnectionIsLost_thenErrorsAndSoDoesOnClose() throws Exception {
        try (FarEnd far = connect()) {
            CompletableFuture<Void> received = far.stream().receive().then().toFuture();
            far.lose();

            assertThatThrownBy(() -> Waiting.await(received)).hasCauseInstanceOf(Exception.class);
            StepVerifier.create(far.stream().onClose()).expectError().verify(Waiting.SOON);
            StepVerifier.create(far.stream().close()).expectComplete().verify(Waiting.SOON);
        }
    }

    /** Closing here ends receiving. */
    @Test
    default void receive_whenClosedHere_thenCompletes() throws Exception {
        try (FarEnd far = connect()) {
            Sinks.Empty<Void> subscribed = Sinks.empty();
            CompletableFuture<Void> received = Waiting.aside(() -> far.stream()
                    .receive()
                    .doOnSubscribe(any -> subscribed.tryEmitEmpty())
                    .then()
                    .block(Waiting.SOON));
            subscribed.asMono().block(Waiting.SOON);
            far.stream().close().block(Waiting.SOON);

            assertThatCode(() -> Waiting.await(received)).doesNotThrowAnyException();
        }
    }

    /** What nobody asks for stops the far end, and nothing of it is lost. */
    @Test
    default void receive_whenNobodyAsks_thenFarEndStalls_andGoesOnLater() throws Exception {
        byte[] chunk = random(1 << 16);
        try (FarEnd far = connect()) {
            AtomicLong written = new AtomicLong();
            AtomicLong received = new AtomicLong();
            CompletableFuture<Void> writer = Waiting.aside(() -> {
                while (written.get() < MUCH) {
                    far.write(chunk);
                    written.addAndGet(chunk.length);
                }
                return null;
            });
            Sinks.Empty<Void> go = Sinks.empty();
            CompletableFuture<Void> reader = Waiting.aside(() -> far.stream()
                    .receive()
                    .concatMap(bytes -> go.asMono().thenReturn(bytes), 1)
                    .doOnNext(bytes -> received.addAndGet(bytes.remaining()))
                    .takeUntil(bytes -> received.get() >= MUCH)
                    .then()
                    .block(Waiting.SOON.multipliedBy(3)));

            assertThat(Waiting.standstill(written)).isLessThan(MUCH);
            go.tryEmitEmpty();

            Waiting.await(writer);
            Waiting.await(reader);
            assertThat(received.get()).isEqualTo(written.get());
        }
    }

    /** After a cancel the stream is open, and what comes is dropped. */
    @Test
    default void receive_whenCancelled_thenStreamStaysOpenAndDropsWhatComes() throws Exception {
        try (FarEnd far = connect()) {
            CompletableFuture<ByteBuffer> first =
                    Waiting.aside(() -> far.stream().receive().next().block(Waiting.SOON));
            far.write(new byte[] {1});
            Waiting.await(first);

            CompletableFuture<Void> dropped = Waiting.aside(() -> {
                byte[] chunk = new byte[1 << 20];
                for (int sent = 0; sent < MUCH; sent += chunk.length) {
                    far.write(chunk);
                }
                return null;
            });
            Waiting.await(dropped);
            far.stream().send(Mono.just(ByteBuffer.wrap(new byte[] {2}))).block(Waiting.SOON);
            assertThat(far.read(1)).containsExactly(2);
        }
    }

    /** Everything sent arrives in order; any kind of buffer will do, and none is modified. */
    @Test
    default void send_whenCompleted_thenFarEndGetsAllAndBuffersAreAsBefore() throws Exception {
        byte[] content = random(200_000);
        byte[] original = content.clone();
        ByteBuffer direct =
                ByteBuffer.allocateDirect(content.length).put(content).flip();
        List<ByteBuffer> buffers = List.of(
                ByteBuffer.wrap(content),
                ByteBuffer.wrap(content).asReadOnlyBuffer(),
                ByteBuffer.wrap(content, 100, 1_000).slice(),
                direct,
                ByteBuffer.allocate(0));
        byte[] expected = join(buffers);
        try (FarEnd far = connect()) {
            CompletableFuture<byte[]> read = Waiting.aside(() -> far.read(expected.length));

            far.stream().send(Flux.fromIterable(buffers)).block(Waiting.SOON);

            assertThat(Waiting.await(read)).isEqualTo(expected);
            assertThat(content).isEqualTo(original);
            assertThat(join(List.of(direct.duplicate().rewind()))).isEqualTo(original);
        }
    }

    /** Nothing happens before someone subscribes; afterwards one send follows the other. */
    @Test
    default void send_whenSubscribedLater_thenOrderIsThatOfTheSubscriptions() throws Exception {
        try (FarEnd far = connect()) {
            Mono<Void> second = far.stream().send(Mono.just(ByteBuffer.wrap(new byte[] {2})));
            Mono<Void> first = far.stream().send(Mono.just(ByteBuffer.wrap(new byte[] {1})));

            first.then(second).block(Waiting.SOON);

            assertThat(far.read(2)).containsExactly(1, 2);
        }
    }

    /** One send at a time. */
    @Test
    default void send_whenAnotherIsUnderWay_thenSecondGetsIllegalStateAndFirstGoesOn() throws Exception {
        try (FarEnd far = connect()) {
            Sinks.Many<ByteBuffer> source = Sinks.many().unicast().onBackpressureBuffer();
            CompletableFuture<Void> first =
                    Waiting.aside(() -> far.stream().send(source.asFlux()).block(Waiting.SOON));
            Waiting.until("the first send has subscribed", () -> source.currentSubscriberCount() == 1);

            StepVerifier.create(far.stream().send(Mono.just(ByteBuffer.wrap(new byte[] {9}))))
                    .expectError(IllegalStateException.class)
                    .verify(Waiting.SOON);
            source.tryEmitNext(ByteBuffer.wrap(new byte[] {1}));
            source.tryEmitComplete();

            Waiting.await(first);
            assertThat(far.read(1)).containsExactly(1);
        }
    }

    /** The publisher's error is passed on, and the stream is still good. */
    @Test
    default void send_whenPublisherFails_thenItsErrorAndTheStreamStaysOpen() throws Exception {
        try (FarEnd far = connect()) {
            IllegalArgumentException own = new IllegalArgumentException("own");

            StepVerifier.create(far.stream()
                            .send(Flux.concat(Mono.just(ByteBuffer.wrap(new byte[] {1})), Mono.error(own))))
                    .expectErrorMatches(error -> error == own)
                    .verify(Waiting.SOON);
            far.stream().send(Mono.just(ByteBuffer.wrap(new byte[] {2}))).block(Waiting.SOON);

            assertThat(far.read(2)).containsExactly(1, 2);
        }
    }

    /** A far end that does not read stops the publisher. */
    @Test
    default void send_whenFarEndDoesNotRead_thenPublisherStalls_andGoesOnLater() throws Exception {
        byte[] chunk = random(1 << 16);
        try (FarEnd far = connect()) {
            AtomicLong taken = new AtomicLong();
            Flux<ByteBuffer> source = Flux.range(0, MUCH / chunk.length)
                    .map(i -> ByteBuffer.wrap(chunk))
                    .doOnNext(bytes -> taken.addAndGet(bytes.remaining()));
            CompletableFuture<Void> sender =
                    Waiting.aside(() -> far.stream().send(source).block(Waiting.SOON.multipliedBy(3)));

            assertThat(Waiting.standstill(taken)).isLessThan(MUCH);
            CompletableFuture<byte[]> all = Waiting.aside(() -> far.read(MUCH));

            Waiting.await(sender);
            assertThat(Waiting.await(all)).hasSize(MUCH);
        }
    }

    /** Cancelling a send cancels its publisher and leaves the stream open. */
    @Test
    default void send_whenCancelled_thenPublisherIsCancelledAndTheStreamStaysOpen() throws Exception {
        try (FarEnd far = connect()) {
            AtomicBoolean subscribed = new AtomicBoolean();
            AtomicBoolean cancelled = new AtomicBoolean();
            Flux<ByteBuffer> publisher = Flux.<ByteBuffer>never()
                    .doOnSubscribe(subscription -> subscribed.set(true))
                    .doOnCancel(() -> cancelled.set(true));

            StepVerifier.create(far.stream().send(publisher))
                    .expectSubscription()
                    .then(() -> Waiting.until("the publisher is subscribed to", subscribed::get))
                    .thenCancel()
                    .verify(Waiting.SOON);
            Waiting.until("the publisher is cancelled", cancelled::get);
            Waiting.until(
                    "another send is possible",
                    () -> far.stream()
                            .send(Mono.just(ByteBuffer.wrap(new byte[] {1})))
                            .thenReturn(true)
                            .onErrorReturn(IllegalStateException.class, false)
                            .blockOptional(Waiting.SOON)
                            .orElseThrow());

            assertThat(far.read(1)).containsExactly(1);
        }
    }

    /** Nothing can be sent after a close. */
    @Test
    default void send_whenClosed_thenErrors() throws Exception {
        try (FarEnd far = connect()) {
            far.stream().close().block(Waiting.SOON);

            StepVerifier.create(far.stream().send(Mono.just(ByteBuffer.wrap(new byte[] {1}))))
                    .expectError()
                    .verify(Waiting.SOON);
        }
    }

    /** A loss ends a send that waits. */
    @Test
    default void send_whenConnectionIsLostMeanwhile_thenErrors() throws Exception {
        try (FarEnd far = connect()) {
            CompletableFuture<Void> sender = far.stream().send(Flux.never()).toFuture();
            far.lose();

            assertThatThrownBy(() -> Waiting.await(sender)).hasCauseInstanceOf(Exception.class);
        }
    }

    /** Saying that no more will be sent never fails on an open stream, and may be said twice. */
    @Test
    default void endOutput_whenOpen_thenCompletes() throws Exception {
        try (FarEnd far = connect()) {
            StepVerifier.create(far.stream().endOutput()).expectComplete().verify(Waiting.SOON);
            StepVerifier.create(far.stream().endOutput()).expectComplete().verify(Waiting.SOON);
        }
    }

    /** Nothing is closed before someone subscribes; twice is once; the end is told to early and late subscribers. */
    @Test
    default void close_whenSubscribedTwice_thenOneCloseThatEverybodyIsTold() throws Exception {
        try (FarEnd far = connect()) {
            Mono<Void> close = far.stream().close();
            CompletableFuture<Void> early = far.stream().onClose().toFuture();
            far.stream().send(Mono.just(ByteBuffer.wrap(new byte[] {1}))).block(Waiting.SOON);
            assertThat(far.read(1)).containsExactly(1);
            assertThat(early).isNotDone();

            close.block(Waiting.SOON);
            close.block(Waiting.SOON);
            far.stream().close().block(Waiting.SOON);

            far.awaitEnd();
            Waiting.await(early);
            StepVerifier.create(far.stream().onClose()).expectComplete().verify(Waiting.SOON);
        }
    }

    private static Flux<ByteBuffer> take(DuplexStream stream, int count) {
        AtomicLong seen = new AtomicLong();
        return stream.receive().takeUntil(bytes -> seen.addAndGet(bytes.remaining()) >= count);
    }

    private static byte[] join(List<ByteBuffer> buffers) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (ByteBuffer buffer : new ArrayList<>(buffers)) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            all.writeBytes(bytes);
        }
        return all.toByteArray();
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }
}
