package io.arcconnect.rdp;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.error.ArcReason;
import io.arcconnect.error.Failure;
import io.arcconnect.error.RelayException;
import io.arcconnect.error.Stage;
import io.arcconnect.testkit.DuplexStreams;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class RdpProbeTest {

    private static final Duration BOUND = Duration.ofSeconds(20);

    private final DuplexStreams.Pair pair = DuplexStreams.pair();

    @Test
    void ask_whenADesktopConfirms_thenItWasAskedAsTheSpecificationSays() {
        Mono<String> request =
                pair.right().receive().next().map(bytes -> HexFormat.of().formatHex(bytes.array()));

        StepVerifier.create(Mono.zip(
                        RdpProbe.ask(pair.left()),
                        request.delayUntil(asked -> said(bytes("030000130ed000001234000201080001000000")))))
                .assertNext(both -> {
                    assertThat(both.getT1()).isEqualTo(RdpAnswer.DESKTOP);
                    assertThat(both.getT2()).isEqualTo("030000130ee00000000000010008000b000000");
                })
                .expectComplete()
                .verify(BOUND);
    }

    @Test
    void ask_whenSomethingSpeaksFirstAndIsGone_thenWhoItWas() {
        said("SSH-2.0-OpenSSH_9.2\r\n".getBytes(StandardCharsets.US_ASCII)).block(BOUND);
        pair.right().close().block(BOUND);

        StepVerifier.create(RdpProbe.ask(pair.left()))
                .expectNext(RdpAnswer.SSH)
                .expectComplete()
                .verify(BOUND);
    }

    @Test
    void ask_whenItEndsWithoutAWord_thenAnEnd() {
        pair.right().close().block(BOUND);

        StepVerifier.create(RdpProbe.ask(pair.left()))
                .expectNext(RdpAnswer.END)
                .expectComplete()
                .verify(BOUND);
    }

    @Test
    void ask_whenTheStreamBreaks_thenAnEnd() {
        pair.lose(new IOException("reset by peer"));

        StepVerifier.create(RdpProbe.ask(pair.left()))
                .expectNext(RdpAnswer.END)
                .expectComplete()
                .verify(BOUND);
    }

    @Test
    void ask_whenTheCarrierIsLost_thenItsOwnReason() {
        pair.lose(new RelayException(Failure.of(ArcReason.RELAY_CONNECTION_LOST, Stage.DIAL, "cut on purpose")));

        StepVerifier.create(RdpProbe.ask(pair.left()))
                .expectError(RelayException.class)
                .verify(BOUND);
    }

    @Test
    void ask_whenNothingIsSaid_thenSilenceAfterTheLimit() {
        StepVerifier.withVirtualTime(() -> RdpProbe.ask(pair.left()))
                .expectSubscription()
                .expectNoEvent(RdpProbe.LIMIT.minusMillis(1))
                .thenAwait(Duration.ofMillis(1))
                .expectNext(RdpAnswer.SILENCE)
                .expectComplete()
                .verify(BOUND);
    }

    @Test
    void ask_whenOnlyHalfAnAnswerIsSaid_thenUnknownAfterTheLimit() {
        said(bytes("0300")).block(BOUND);

        StepVerifier.withVirtualTime(() -> RdpProbe.ask(pair.left()))
                .expectSubscription()
                .expectNoEvent(RdpProbe.LIMIT.minusMillis(1))
                .thenAwait(Duration.ofMillis(1))
                .expectNext(RdpAnswer.UNKNOWN)
                .expectComplete()
                .verify(BOUND);
    }

    @Test
    void ask_whenItTalksWithoutEnd_thenTheFirstBytesAreEnough() {
        Flux<ByteBuffer> chatter = Flux.range(0, 1_000).map(i -> ByteBuffer.allocate(1 << 16));
        CompletableFuture<Void> talking = pair.right().send(chatter).toFuture();

        StepVerifier.create(RdpProbe.ask(pair.left()))
                .expectNext(RdpAnswer.UNKNOWN)
                .expectComplete()
                .verify(BOUND);
        assertThat(talking).isNotCompletedExceptionally();
    }

    private Mono<Void> said(byte[] bytes) {
        return pair.right().send(Mono.just(ByteBuffer.wrap(bytes)));
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
