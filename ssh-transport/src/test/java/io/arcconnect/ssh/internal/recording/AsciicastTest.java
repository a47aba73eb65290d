package io.arcconnect.ssh.internal.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arcconnect.testkit.MutableClock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AsciicastTest {

    private static final Instant BEGUN = Instant.parse("2026-11-23T05:15:00Z");

    private final MutableClock clock = MutableClock.at(BEGUN);
    private final ByteArrayOutputStream file = new ByteArrayOutputStream();

    private Asciicast cast(OutputStream out) throws IOException {
        return new Asciicast(out, new CastHeader(80, 24, "xterm", BEGUN, Optional.of("Ada's \"work\"")), clock);
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void write_whenThingsHappen_thenALineForEachInItsTime() throws IOException {
        try (Asciicast cast = cast(file)) {
            clock.advance(Duration.ofMillis(1_500));
            cast.output(bytes("$ \u001b[1mls\u001b[0m\r\n"));
            clock.advance(Duration.ofNanos(250_000_999));
            cast.input(bytes("exit\r"));
            clock.advance(Duration.ofSeconds(3_600));
            cast.resized(132, 43);
        }

        assertThat(file.toString(StandardCharsets.UTF_8)).isEqualTo("""
                {"version": 2, "width": 80, "height": 24, "timestamp": 1795410900, "title": "Ada's \\"work\\"", "env": {"TERM": "xterm"}}
                [1.500000, "o", "$ \\u001b[1mls\\u001b[0m\\r\\n"]
                [1.750000, "i", "exit\\r"]
                [3601.750000, "r", "132x43"]
                """);
    }

    @Test
    void write_whenTheClockIsSetBack_thenTheRecordingDoesNotRunBackwards() throws IOException {
        try (Asciicast cast = cast(file)) {
            clock.advance(Duration.ofSeconds(2));
            cast.output(bytes("a"));
            clock.advance(Duration.ofSeconds(-10));
            cast.output(bytes("b"));
        }

        assertThat(file.toString(StandardCharsets.UTF_8).lines().skip(1))
                .containsExactly("[2.000000, \"o\", \"a\"]", "[2.000000, \"o\", \"b\"]");
    }

    @Test
    void close_whenACharacterIsUnfinished_thenItIsWrittenAndLaterEventsAreNot() throws IOException {
        Asciicast cast = cast(file);
        cast.output(ByteBuffer.wrap(new byte[] {(byte) 0xc3}));

        cast.close();
        cast.close();
        cast.output(bytes("late"));

        assertThat(file.toString(StandardCharsets.UTF_8).lines().skip(1))
                .containsExactly("[0.000000, \"o\", \"\ufffd\"]");
    }

    @Test
    void write_whenTheDiskIsFull_thenEveryLaterWriteFails() throws IOException {
        boolean[] full = new boolean[1];
        Asciicast cast = cast(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                if (full[0]) {
                    throw new IOException("no space left");
                }
            }
        });
        full[0] = true;
        assertThatThrownBy(() -> cast.output(bytes("a"))).hasMessage("no space left");

        full[0] = false;

        assertThatThrownBy(() -> cast.output(bytes("b"))).isInstanceOf(IOException.class);
        cast.close();
    }

    @Test
    void quoted_whenTheTextHasHalfACharacter_thenEscaped() {
        assertThat(JsonText.quoted("a\ud83d")).isEqualTo("\"a\\ud83d\"");
        assertThat(JsonText.quoted("😀\u007f\u0000")).isEqualTo("\"😀\\u007f\\u0000\"");
    }
}
