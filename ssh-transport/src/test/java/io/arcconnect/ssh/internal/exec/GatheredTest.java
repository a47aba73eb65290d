package io.arcconnect.ssh.internal.exec;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.ssh.OutputLimit;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

class GatheredTest {

    private static Captured gathered(OutputLimit limit, String... chunks) {
        Gathered gathered = new Gathered(limit);
        gathered.from(Flux.fromArray(chunks).map(text -> ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8))))
                .block();
        return gathered.captured();
    }

    @Test
    void captured_whenAllFits_thenAll() {
        Captured all = gathered(OutputLimit.headAndTail(4, 4), "abc", "defgh");

        assertThat(all.isCut()).isFalse();
        assertThat(all.text(StandardCharsets.UTF_8)).isEqualTo("abcdefgh");
    }

    @Test
    void captured_whenOneEndIsKept_thenThatEnd() {
        assertThat(gathered(OutputLimit.head(3), "abcdef").text(StandardCharsets.UTF_8))
                .isEqualTo("abc");
        assertThat(gathered(OutputLimit.tail(3), "abcdef").text(StandardCharsets.UTF_8))
                .isEqualTo("def");
        assertThat(gathered(OutputLimit.headAndTail(0, 0), "abcdef").text(StandardCharsets.UTF_8))
                .isEmpty();
    }

    @Test
    void text_whenACutGoesThroughACharacter_thenItIsLeftOut() {
        assertThat(gathered(OutputLimit.head(2), "aé…").text(StandardCharsets.UTF_8))
                .isEqualTo("a");
        assertThat(gathered(OutputLimit.tail(4), "aé…z").text(StandardCharsets.UTF_8))
                .isEqualTo("…z");
        assertThat(gathered(OutputLimit.tail(3), "aé…z").text(StandardCharsets.UTF_8))
                .isEqualTo("z");
    }

    @Test
    void captured_whenAnyChunksAndLimits_thenExactlyBothEnds() {
        Random random = new Random(4711);
        for (int run = 0; run < 2_000; run++) {
            OutputLimit limit = OutputLimit.headAndTail(random.nextInt(50), random.nextInt(200_000));
            ByteArrayOutputStream written = new ByteArrayOutputStream();
            Gathered gathered = new Gathered(limit);
            for (int i = random.nextInt(8); i > 0; i--) {
                byte[] chunk = new byte[random.nextInt(random.nextBoolean() ? 20 : 100_000)];
                random.nextBytes(chunk);
                written.writeBytes(chunk);
                gathered.add(ByteBuffer.wrap(chunk));
            }
            byte[] all = written.toByteArray();
            Captured captured = gathered.captured();

            assertThat(captured.written()).isEqualTo(all.length);
            assertThat(captured.bytes()).isEqualTo(expected(all, limit));
            assertThat(captured.isCut()).isEqualTo(all.length > limit.head() + limit.tail());
        }
    }

    private static byte[] expected(byte[] all, OutputLimit limit) {
        if (all.length <= limit.head() + limit.tail()) {
            return all;
        }
        byte[] head = Arrays.copyOf(all, limit.head());
        byte[] tail = Arrays.copyOfRange(all, all.length - limit.tail(), all.length);
        return ByteBuffer.allocate(head.length + tail.length)
                .put(head)
                .put(tail)
                .array();
    }
}
