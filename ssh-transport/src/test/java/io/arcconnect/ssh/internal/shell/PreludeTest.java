package io.arcconnect.ssh.internal.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PreludeTest {

    /** Writes down what it is told. */
    private static final class Told implements Prelude.Listener {

        private final ByteArrayOutputStream others = new ByteArrayOutputStream();
        private final List<String> marks = new ArrayList<>();

        @Override
        public void passedOn(byte[] bytes) {
            others.writeBytes(bytes);
        }

        @Override
        public void asked() {
            marks.add("asked");
        }

        @Override
        public void began(RemoteProcess process) {
            marks.add("began " + process.id() + (process.leadsGroup() ? " group" : ""));
        }

        String others() {
            return others.toString(StandardCharsets.UTF_8);
        }
    }

    private static Told told(int chunk, String said) {
        Told told = new Told();
        Prelude prelude = new Prelude("arc-1", told);
        byte[] bytes = said.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i += chunk) {
            prelude.accept(bytes, i, Math.min(chunk, bytes.length - i));
        }
        prelude.end();
        return told;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7, 1000})
    void accept_whenMarksAreAmongOtherText_thenTheyAreTakenOut(int chunk) {
        Told told = told(chunk, "lecture é\n[arc-1?]sorry\n[arc-1?][arc-1:g:4711]\nown [arc-1?] text [arc-1:p:1]\n");

        assertThat(told.marks).containsExactly("asked", "asked", "began 4711 group");
        assertThat(told.others()).isEqualTo("lecture é\nsorry\nown [arc-1?] text [arc-1:p:1]\n");
    }

    @ParameterizedTest
    @CsvSource({"[arc-1:p:12]\\r\\n,began 12", "[arc-1:p:12]\\n,began 12"})
    void accept_whenTheProcessLeadsNoGroup_thenSaysSo(String said, String mark) {
        Told told = told(1, said.replace("\\r", "\r").replace("\\n", "\n"));

        assertThat(told.marks).containsExactly(mark);
        assertThat(told.others()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[",
                "[arc-",
                "[arc-1",
                "[arc-1:g:",
                "[arc-1:x:1]\n",
                "[arc-1:g:1]x\n",
                "[arc-1:g:12345678901234567890123]\n",
                "[[[arc-[arc-2?]",
                "no mark at all\n"
            })
    void accept_whenItOnlyLooksLikeAMark_thenItIsPassedOn(String said) {
        for (int chunk : new int[] {1, 2, 100}) {
            Told told = told(chunk, said);

            assertThat(told.marks).isEmpty();
            assertThat(told.others()).isEqualTo(said);
        }
    }

    @Test
    void accept_whenAnything_thenNothingIsLostAndNothingAdded() {
        Random random = new Random(4711);
        String alphabet = "[arc-1?]:gp9\n\r";
        for (int run = 0; run < 20_000; run++) {
            StringBuilder said = new StringBuilder();
            for (int i = random.nextInt(40); i > 0; i--) {
                said.append(random.nextInt(6) == 0 ? "[arc-1" : alphabet.charAt(random.nextInt(alphabet.length())));
            }
            Told whole = told(1000, said.toString());
            Told pieces = told(1 + random.nextInt(4), said.toString());

            assertThat(pieces.marks).isEqualTo(whole.marks);
            assertThat(pieces.others()).isEqualTo(whole.others());
            if (whole.marks.isEmpty()) {
                assertThat(whole.others()).isEqualTo(said.toString());
            }
        }
    }
}
