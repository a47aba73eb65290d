package io.arcconnect.cli.openssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arcconnect.spi.DuplexStream;
import io.arcconnect.testkit.DuplexStreams;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.scheduler.VirtualTimeScheduler;

class StdioPumpTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String QUESTION = "SSH-2.0-us\r\n";
    private static final String ANSWER = "SSH-2.0-them\r\n";

    private final DuplexStreams.Pair connection = DuplexStreams.pair();
    private final DuplexStream machine = connection.right();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final VirtualTimeScheduler time = VirtualTimeScheduler.create();

    @Test
    void join_whenBothSpeak_thenBytesGoBothWaysUntilTheMachineEnds() throws Exception {
        CompletableFuture<Void> joined = join(openInput(QUESTION), out);

        String heard = text(machine.receive().next().block(LIMIT));
        machine.send(Mono.just(bytes(ANSWER))).block(LIMIT);
        machine.close().block(LIMIT);

        joined.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        assertThat(heard).isEqualTo(QUESTION);
        assertThat(out.toString(StandardCharsets.US_ASCII)).isEqualTo(ANSWER);
    }

    @Test
    void join_whenTheInputEnds_thenAnAnswerStillArrivesAndSilenceIsTheEnd() throws Exception {
        CompletableFuture<Void> joined =
                join(new ByteArrayInputStream(bytes(QUESTION).array()), out);

        String heard = text(machine.receive().next().block(LIMIT));
        machine.send(Mono.just(bytes(ANSWER))).block(LIMIT);
        await(() -> out.size() == ANSWER.length());
        boolean endedBefore = joined.isDone();
        await(() -> time.getScheduledTaskCount() > 0);
        time.advanceTimeBy(Duration.ofSeconds(21));

        joined.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        assertThat(heard).isEqualTo(QUESTION);
        assertThat(endedBefore).isFalse();
    }

    @Test
    void join_whenNobodyReadsTheOutput_thenItEnds() throws Exception {
        OutputStream broken = new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        CompletableFuture<Void> joined = join(openInput(""), broken);

        machine.send(Mono.just(bytes(ANSWER))).block(LIMIT);

        joined.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void join_whenTheConnectionIsLost_thenItSaysWhy() throws Exception {
        CompletableFuture<Void> joined = join(openInput(""), out);

        connection.lose(new IOException("pulled"));

        assertThatThrownBy(() -> joined.get(LIMIT.toSeconds(), TimeUnit.SECONDS))
                .hasMessageContaining("pulled");
    }

    private CompletableFuture<Void> join(InputStream in, OutputStream to) {
        StdioPump pump = new StdioPump(in, new PrintStream(to, false, StandardCharsets.UTF_8), time);
        return pump.join(connection.left())
                .subscribeOn(Schedulers.boundedElastic())
                .toFuture();
    }

    /** What a program says that goes on to listen. */
    private static InputStream openInput(String said) throws IOException {
        PipedOutputStream speaker = new PipedOutputStream();
        PipedInputStream input = new PipedInputStream(speaker);
        speaker.write(bytes(said).array());
        return input;
    }

    private static void await(java.util.function.BooleanSupplier condition) {
        Flux.interval(Duration.ofMillis(5))
                .filter(look -> condition.getAsBoolean())
                .blockFirst(LIMIT);
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String text(ByteBuffer bytes) {
        return StandardCharsets.US_ASCII.decode(bytes).toString();
    }
}
