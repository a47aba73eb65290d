package io.arcconnect.ssh.internal.socks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.spi.DuplexStream;
import io.arcconnect.testkit.DuplexStreams;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class SocksCallTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final DuplexStreams.Pair pair = DuplexStreams.pair();
    private final DuplexStream client = pair.left();

    @Test
    void reached_whenTheClientHasSentMore_thenItIsReceivedInOrder() {
        byte[] all = HexFormat.of().parseHex("050100" + "05010003036462311538");
        byte[] early = "early ".getBytes(UTF_8);
        Flux<ByteBuffer> said = Flux.concat(
                Flux.range(0, all.length).map(i -> ByteBuffer.wrap(all, i, 1).slice()),
                Flux.just(ByteBuffer.wrap(early), ByteBuffer.wrap("late".getBytes(UTF_8))));
        Mono<String> received = SocksCall.on(pair.right(), LIMIT)
                .flatMap(SocksCall::reached)
                .flatMap(rest -> rest.receive()
                        .map(bytes -> UTF_8.decode(bytes).toString())
                        .reduce("", String::concat));

        String text = Mono.zip(received, client.send(said).then(client.close()).thenReturn("sent"))
                .map(both -> both.getT1())
                .block(LIMIT);

        assertThat(text).isEqualTo("early late");
    }

    @Test
    void on_whenTheClientEnds_thenAnError() {
        Mono<SocksCall> call = SocksCall.on(pair.right(), LIMIT);

        StepVerifier.create(client.send(Mono.just(ByteBuffer.wrap(new byte[] {5})))
                        .then(client.close())
                        .then(call))
                .expectError(SocksException.class)
                .verify(LIMIT);
    }

    @Test
    void on_whenTheClientIsSilent_thenItIsNotWaitedForForever() {
        StepVerifier.withVirtualTime(() -> SocksCall.on(pair.right(), Duration.ofSeconds(30)))
                .expectSubscription()
                .thenAwait(Duration.ofSeconds(31))
                .expectError(TimeoutException.class)
                .verify(LIMIT);
    }

    @Test
    void failed_whenTheTargetIsNotReached_thenTheClientReadsWhy() {
        ByteBuffer request = ByteBuffer.wrap(HexFormat.of().parseHex("050100" + "05010003036462311538"));

        byte[] told = client.send(Mono.just(request))
                .then(SocksCall.on(pair.right(), LIMIT))
                .flatMap(call -> call.failed(SocksReply.CONNECTION_REFUSED)
                        .then(pair.right().close()))
                .thenMany(client.receive())
                .reduce(new byte[0], SocksCallTest::joined)
                .block(LIMIT);

        assertThat(told).startsWith(5, 0, 5, 5, 0, 1);
    }

    private static byte[] joined(byte[] one, ByteBuffer other) {
        return ByteBuffer.allocate(one.length + other.remaining())
                .put(one)
                .put(other)
                .array();
    }
}
