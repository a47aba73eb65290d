package io.arcconnect.ssh.internal.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Utf8TextTest {

    @Test
    void next_whenACharacterIsSplit_thenItComesWithItsLastByte() {
        byte[] smile = "a😀b".getBytes(StandardCharsets.UTF_8);
        Utf8Text text = new Utf8Text();

        assertThat(text.next(ByteBuffer.wrap(smile, 0, 3))).isEqualTo("a");
        assertThat(text.next(ByteBuffer.wrap(smile, 3, 1))).isEmpty();
        assertThat(text.next(ByteBuffer.wrap(smile, 4, 2))).isEqualTo("😀b");
        assertThat(text.end()).isEmpty();
    }

    @Test
    void end_whenACharacterIsUnfinished_thenReplaced() {
        Utf8Text text = new Utf8Text();

        assertThat(text.next(ByteBuffer.wrap(new byte[] {'x', (byte) 0xe2, (byte) 0x82})))
                .isEqualTo("x");
        assertThat(text.end()).isEqualTo("\ufffd");
    }

    @Test
    void next_whenAnyBytesComeInAnyChunks_thenTheTextIsThatOfTheWhole() {
        Random random = new Random(4711);
        for (int round = 0; round < 2_000; round++) {
            byte[] bytes = new byte[random.nextInt(60)];
            random.nextBytes(bytes);
            byte[] letters = "é€😀".getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i + letters.length < bytes.length; i += letters.length + random.nextInt(8)) {
                System.arraycopy(letters, 0, bytes, i, letters.length);
            }
            Utf8Text text = new Utf8Text();
            StringBuilder all = new StringBuilder();
            for (int at = 0; at < bytes.length; ) {
                int size = Math.min(bytes.length - at, 1 + random.nextInt(5));
                all.append(text.next(ByteBuffer.wrap(bytes, at, size)));
                at += size;
            }

            assertThat(all.append(text.end())).hasToString(new String(bytes, StandardCharsets.UTF_8));
        }
    }
}
