package io.arcconnect.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LiveAreaTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream err = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    private final AtomicReference<List<String>> content = new AtomicReference<>(List.of("one", "two", "three"));

    @Test
    void draw_whenATerminal_thenOverWhatWasThere() {
        try (LiveArea area = new LiveArea(err, FixedDisplay.of(80, 24), room -> content.get())) {
            area.draw();
            bytes.reset();
            content.set(List.of("four"));
            area.draw();

            assertThat(shown()).startsWith("\u001b[3A\r\u001b[Jfour\n");
        }
    }

    @Test
    void draw_whenTheTerminalIsLow_thenNoMoreLinesThanItHas() {
        try (LiveArea area = new LiveArea(err, FixedDisplay.of(80, 3), room -> content.get())) {
            area.draw();

            assertThat(shown()).contains("one\ntwo\n").doesNotContain("three");
        }
    }

    /** Lines of 60 cells that were drawn on 80 columns take two rows each once there are 40. */
    @Test
    void draw_whenTheTerminalBecomesNarrower_thenTheBrokenLinesAreErased() {
        AtomicReference<Display> display = new AtomicReference<>(FixedDisplay.of(80, 24));
        content.set(List.of("x".repeat(60), Paint.BAD.on("y".repeat(60))));
        try (LiveArea area = new LiveArea(err, following(display), room -> content.get())) {
            area.draw();
            bytes.reset();
            display.set(FixedDisplay.of(40, 24));
            area.draw();

            assertThat(shown()).startsWith("\u001b[4A\r\u001b[J");
        }
    }

    @Test
    void print_whenDrawn_thenTheLineStaysAbove() {
        try (LiveArea area = new LiveArea(err, FixedDisplay.of(80, 24), room -> content.get())) {
            area.draw();
            bytes.reset();
            area.print(() -> err.println("stays"));

            assertThat(shown()).startsWith("\u001b[3A\r\u001b[Jstays\none\ntwo\nthree\n");
        }
    }

    @Test
    void close_whenDrawn_thenNothingIsLeft() {
        LiveArea area = new LiveArea(err, FixedDisplay.of(80, 24), room -> content.get());
        area.draw();
        area.close();
        area.close();
        area.draw();

        assertThat(shown()).endsWith("three\n\u001b[3A\r\u001b[J");
    }

    @Test
    void open_whenATerminal_thenItIsDrawnByItself() throws InterruptedException {
        CountDownLatch twice = new CountDownLatch(2);
        try (LiveArea area = LiveArea.open(err, FixedDisplay.of(80, 24), room -> {
            twice.countDown();
            return content.get();
        })) {
            assertThat(twice.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(area).isNotNull();
        }
    }

    @Test
    void draw_whenNoTerminal_thenOnlyWhatIsPrinted() {
        try (LiveArea area = LiveArea.open(err, Display.NONE, room -> content.get())) {
            area.draw();
            area.print(() -> err.print("plain\n"));
        }

        assertThat(shown()).isEqualTo("plain\n");
    }

    private String shown() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static Display following(AtomicReference<Display> display) {
        return new Display() {
            @Override
            public boolean isTerminal() {
                return true;
            }

            @Override
            public int columns() {
                return display.get().columns();
            }

            @Override
            public int rows() {
                return display.get().rows();
            }
        };
    }
}
