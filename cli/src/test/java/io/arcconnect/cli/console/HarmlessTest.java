package io.arcconnect.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HarmlessTest {

    private static final String ESC = "\u001b";

    @Test
    void line_whenOrdinary_thenAsItIs() {
        assertThat(Harmless.line("web-01 grün 漢字 😀")).isEqualTo("web-01 grün 漢字 😀");
    }

    @Test
    void line_whenItHasSeveral_thenOne() {
        assertThat(Harmless.line("  a\r\nb\tc\u2028d\u0085e \n")).isEqualTo("a b c d e");
    }

    @Test
    void output_whenColoured_thenWithoutColours() {
        assertThat(Harmless.output(ESC + "[1;31mred" + ESC + "[0m and \u009b32mgreen"))
                .isEqualTo("red and green");
    }

    /** Titles, answers the terminal would type, links, and what has no end. */
    @Test
    void output_whenItTalksToTheTerminal_thenNothingOfThat() {
        assertThat(Harmless.output("a" + ESC + "]0;title\u0007b" + ESC + "]8;;http://x" + ESC + "\\c"))
                .isEqualTo("abc");
        assertThat(Harmless.output("a" + ESC + "P$q\"p" + ESC + "\\b" + ESC + "[6nc" + ESC + "(0d" + ESC + "ce"))
                .isEqualTo("abcde");
        assertThat(Harmless.output("a" + ESC + "]52;c;cm0gLXJm")).isEqualTo("a");
    }

    /** A sequence within a sequence does not become one when the inner is taken out. */
    @Test
    void output_whenSequencesAreNested_thenNoEscapeIsLeft() {
        assertThat(Harmless.output(ESC + ESC + "[31m[31mx")).doesNotContain(ESC);
        assertThat(Harmless.output(ESC)).isEqualTo("\\x1b");
    }

    @ParameterizedTest
    @CsvSource({"0, \\x00", "7, \\x07", "8, \\x08", "127, \\x7f", "8238, \\u202e", "8294, \\u2066", "8233, \\u2029"})
    void output_whenACharacterWouldDoSomething_thenItIsShown(int point, String shown) {
        assertThat(Harmless.output("a" + Character.toString(point) + "b")).isEqualTo("a" + shown + "b");
    }

    @Test
    void output_whenACharacterHasNoPicture_thenItIsLeftOut() {
        assertThat(Harmless.output("a\u200b\ufeff\u00adb")).isEqualTo("ab");
        assertThat(Harmless.output("a\ud800b")).isEqualTo("a\ufffdb");
    }

    @Test
    void output_whenALineIsBegunAnew_thenWhatIsSeenInTheEnd() {
        assertThat(Harmless.output("10 %\r50 %\r100 %")).isEqualTo("100 %");
        assertThat(Harmless.output("dos line\r")).isEqualTo("dos line");
    }

    @Test
    void output_whenThereAreTabs_thenTheirRoom() {
        assertThat(Harmless.output("ab\tc\t\td")).isEqualTo("ab      c               d");
        assertThat(Harmless.output("漢\tx")).isEqualTo("漢      x");
    }

    /** Whatever comes: no control, no format character, no half of a pair. */
    @Test
    void output_whenRandom_thenHarmless() {
        Random random = new Random(42);
        for (int round = 0; round < 2_000; round++) {
            byte[] bytes = new byte[random.nextInt(64)];
            random.nextBytes(bytes);
            for (int i = 0; i < bytes.length; i += 3) {
                bytes[i] = (byte) (random.nextBoolean() ? 0x1b : '[');
            }
            String text =
                    new String(bytes, random.nextBoolean() ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);

            assertThat(Harmless.output(text) + Harmless.line(text)).matches("[^\\p{Cc}\\p{Cf}\\p{Cs}\\u2028\\u2029]*");
        }
    }
}
