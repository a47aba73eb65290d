package io.arcconnect.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.arcconnect.error.ArcConnectException;
import io.arcconnect.error.ArcReason;
import io.arcconnect.spi.DuplexStream;
import io.arcconnect.spi.StreamOpener;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/**
 * What everything that carries tunnels must do. Implement the four methods; the tests come along. An address is a host and
 * port as {@link StreamOpener#openStream} takes them, best made with {@link InetSocketAddress#createUnresolved}.
 */
@Timeout(120)
public interface StreamOpenerContract {

    /** More than all buffers between here and the machine, there and back, can hold. */
    int MUCH = 128 << 20;

    /**
     * Opens a session.
     *
     * @return the session, which the test closes
     * @throws Exception when that fails
     */
    StreamOpener open() throws Exception;

    /** {@return where something sends back what it gets, at once, and ends when its input ends} */
    InetSocketAddress echo();

    /** {@return where nothing listens} */
    InetSocketAddress nothing();

    /** {@return where no stream may lead; empty when there is no such place while there are others} */
    default Optional<InetSocketAddress> forbidden() {
        return Optional.empty();
    }

    /**
     * Loses what carries a session: what its streams see must not be an orderly end.
     *
     * @param session an open one
     * @throws Exception when that fails
     */
    void lose(StreamOpener session) throws Exception;

    /** Bytes go both ways, complete and in order. */
    @Test
    default void openStream_whenSomethingListens_thenEveryByteBothWays() throws Exception {
        byte[] sent = random(3_000_000, 1);
        StreamOpener session = open();

        byte[] answer = ask(stream(session, echo()), sent).block(Waiting.SOON);

        assertThat(answer).isEqualTo(sent);
        session.close().block(Waiting.SOON);
    }

    /** A half-close arrives, and what comes after it does too. */
    @Test
    default void endOutput_whenSaid_thenTheOtherSideEndsAfterItsLastByte() throws Exception {
        StreamOpener session = open();
        DuplexStream stream = stream(session, echo());
        CompletableFuture<byte[]> answer =
                Waiting.aside(() -> bytes(stream.receive()).block(Waiting.SOON));

        stream.send(Mono.just(ByteBuffer.wrap(new byte[] {1, 2, 3}))).block(Waiting.SOON);
        stream.endOutput().block(Waiting.SOON);

        assertThat(Waiting.await(answer)).containsExactly(1, 2, 3);
        session.close().block(Waiting.SOON);
    }

    /** Streams of one session do not mix. */
    @Test
    default void openStream_whenManyAreOpen_thenEachHasItsOwnBytes() throws Exception {
        List<byte[]> sent =
                IntStream.range(0, 16).mapToObj(i -> random(100_000 + i, i)).toList();
        StreamOpener session = open();

        List<byte[]> answers = Flux.fromIterable(sent)
                .flatMapSequential(bytes -> opening(session, echo()).flatMap(stream -> ask(stream, bytes)), 16)
                .collectList()
                .block(Waiting.SOON);

        assertThat(answers).containsExactlyElementsOf(sent);
        session.close().block(Waiting.SOON);
    }

    /** A stream that nobody reads stops its own sender and nobody else's. */
    @Test
    default void receive_whenNobodyAsks_thenTheSenderStallsAndOthersGoOn() throws Exception {
        StreamOpener session = open();
        DuplexStream unread = stream(session, echo());
        AtomicLong taken = new AtomicLong();
        Flux<ByteBuffer> source = Flux.range(0, MUCH >> 16)
                .map(i -> ByteBuffer.allocate(1 << 16))
                .doOnNext(bytes -> taken.addAndGet(bytes.remaining()));
        CompletableFuture<Void> sender = unread.send(source).toFuture();

        assertThat(Waiting.standstill(taken)).isLessThan(MUCH);
        assertThat(ask(stream(session, echo()), new byte[] {7}).block(Waiting.SOON))
                .containsExactly(7);

        unread.close().block(Waiting.SOON);
        sender.handle((sent, cutOff) -> true).get(Waiting.SOON.toSeconds(), TimeUnit.SECONDS);
        session.close().block(Waiting.SOON);
    }

    /** Closing a stream leaves the session and its other streams as they are. */
    @Test
    default void close_whenOneStreamIsClosed_thenTheOthersStay() throws Exception {
        StreamOpener session = open();
        DuplexStream other = stream(session, echo());
        DuplexStream one = stream(session, echo());

        one.close().block(Waiting.SOON);

        StepVerifier.create(one.onClose()).expectComplete().verify(Waiting.SOON);
        assertThat(ask(other, new byte[] {9}).block(Waiting.SOON)).containsExactly(9);
        session.close().block(Waiting.SOON);
    }

    /** Where nothing listens the reason says so, and the session is as good as before. */
    @Test
    default void openStream_whenNothingListens_thenTargetRefusedAndTheSessionStays() throws Exception {
        StreamOpener session = open();

        StepVerifier.create(opening(session, nothing()))
                .expectErrorSatisfies(error -> assertReason(error, ArcReason.STREAM_TARGET_REFUSED))
                .verify(Waiting.SOON);

        assertThat(ask(stream(session, echo()), new byte[] {4}).block(Waiting.SOON))
                .containsExactly(4);
        session.close().block(Waiting.SOON);
    }

    /** What the machine's policy forbids says so. */
    @Test
    default void openStream_whenForbidden_thenProhibitedAndTheSessionStays() throws Exception {
        assumeTrue(forbidden().isPresent(), "skipped: the machine forbids all or nothing");
        StreamOpener session = open();

        StepVerifier.create(opening(session, forbidden().orElseThrow()))
                .expectErrorSatisfies(error -> assertReason(error, ArcReason.STREAM_PROHIBITED))
                .verify(Waiting.SOON);

        assertThat(ask(stream(session, echo()), new byte[] {5}).block(Waiting.SOON))
                .containsExactly(5);
        session.close().block(Waiting.SOON);
    }

    /** A description opens nothing by itself, and each subscription opens a stream of its own. */
    @Test
    default void openStream_whenSubscribedTwice_thenTwoStreams() throws Exception {
        StreamOpener session = open();
        Mono<DuplexStream> opening = opening(session, echo());

        DuplexStream one = opening.blockOptional(Waiting.SOON).orElseThrow();
        DuplexStream other = opening.blockOptional(Waiting.SOON).orElseThrow();

        assertThat(one).isNotSameAs(other);
        assertThat(ask(one, new byte[] {1}).block(Waiting.SOON)).containsExactly(1);
        assertThat(ask(other, new byte[] {2}).block(Waiting.SOON)).containsExactly(2);
        session.close().block(Waiting.SOON);
    }

    /** Whoever gives up, at whatever moment, leaves the session usable. */
    @Test
    default void openStream_whenCancelled_thenTheSessionStays() throws Exception {
        StreamOpener session = open();

        for (int i = 0; i < 50; i++) {
            StepVerifier.create(opening(session, echo()), 0).thenCancel().verify(Waiting.SOON);
            opening(session, echo()).toFuture().cancel(false);
        }

        assertThat(ask(stream(session, echo()), new byte[] {6}).block(Waiting.SOON))
                .containsExactly(6);
        session.close().block(Waiting.SOON);
    }

    /** A session that is closed takes its streams along and opens no more. */
    @Test
    default void close_whenStreamsAreOpen_thenTheyEndAndNoMoreAreOpened() throws Exception {
        StreamOpener session = open();
        DuplexStream stream = stream(session, echo());

        session.close().block(Waiting.SOON);
        session.close().block(Waiting.SOON);

        session.onClose().block(Waiting.SOON);
        stream.onClose().onErrorComplete().block(Waiting.SOON);
        StepVerifier.create(opening(session, echo())).expectError().verify(Waiting.SOON);
    }

    /** A loss is told by the session and by each of its streams, and is never an end in order. */
    @Test
    default void onClose_whenTheCarrierIsLost_thenSessionAndStreamsError() throws Exception {
        StreamOpener session = open();
        DuplexStream stream = stream(session, echo());
        CompletableFuture<Void> received = stream.receive().then().toFuture();

        lose(session);

        assertThatThrownBy(() -> Waiting.await(received)).hasCauseInstanceOf(Exception.class);
        StepVerifier.create(stream.onClose()).expectError().verify(Waiting.SOON);
        StepVerifier.create(session.onClose()).expectError().verify(Waiting.SOON);
        StepVerifier.create(opening(session, echo())).expectError().verify(Waiting.SOON);
        session.close().block(Waiting.SOON);
    }

    /** What no port can be is refused at the call. */
    @Test
    default void openStream_whenThePortIsOutOfRange_thenIllegalArgument() throws Exception {
        StreamOpener session = open();

        assertThatThrownBy(() -> session.openStream("localhost", 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> session.openStream("localhost", 65_536)).isInstanceOf(IllegalArgumentException.class);
        session.close().block(Waiting.SOON);
    }

    private static Mono<DuplexStream> opening(StreamOpener session, InetSocketAddress place) {
        return session.openStream(place.getHostString(), place.getPort());
    }

    private static DuplexStream stream(StreamOpener session, InetSocketAddress place) {
        return opening(session, place).blockOptional(Waiting.SOON).orElseThrow();
    }

    /** Sends while it receives, until as much has come back. */
    private static Mono<byte[]> ask(DuplexStream stream, byte[] question) {
        Flux<ByteBuffer> pieces = Flux.range(0, (question.length + 65_535) >> 16)
                .map(i -> ByteBuffer.wrap(question, i << 16, Math.min(1 << 16, question.length - (i << 16))));
        return Mono.zip(
                        bytes(stream.receive()),
                        stream.send(pieces).then(stream.endOutput()).thenReturn(true))
                .map(both -> both.getT1())
                .delayUntil(all -> stream.close());
    }

    private static Mono<byte[]> bytes(Flux<ByteBuffer> buffers) {
        return buffers.collectList().map(all -> {
            ByteBuffer joined = ByteBuffer.allocate(
                    all.stream().mapToInt(ByteBuffer::remaining).sum());
            all.forEach(joined::put);
            return joined.array();
        });
    }

    private static void assertReason(Throwable error, ArcReason reason) {
        assertThat(error)
                .isInstanceOfSatisfying(
                        ArcConnectException.class,
                        known -> assertThat(known.reason()).isEqualTo(reason));
    }

    private static byte[] random(int size, int seed) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
