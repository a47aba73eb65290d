package io.arcconnect.internal.access;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SocketTableTest {

    private static final Ends ENDS = FakeProc.ends(40_000, 3389);
    private static final String TEXT = ENDS.texts().get(0);

    @Test
    void find_whenTheRowIsThere_thenItsUserAndSocket() throws IOException {
        String table =
                FakeProc.row(FakeProc.ends(40_001, 3389), "01", 7, 8) + FakeProc.row(ENDS, "05", 1000, 4_444_860);

        assertThat(found(table)).containsExactly(Map.entry(TEXT, new SocketRow(1000, 4_444_860)));
    }

    @Test
    void find_whenOnlyOneEndIsTheSame_thenNothing() throws IOException {
        String table = FakeProc.row(FakeProc.ends(40_000, 3390), "01", 7, 8)
                + FakeProc.row(FakeProc.ends(40_001, 3389), "01", 7, 8)
                + FakeProc.row(ENDS.mirrored(), "01", 7, 8);

        assertThat(found(table)).isEmpty();
    }

    @Test
    void find_whenTwoRowsContradictEachOther_thenNobodyHasIt() throws IOException {
        String table =
                FakeProc.row(ENDS, "01", 7, 8) + FakeProc.row(ENDS, "01", 9, 10) + FakeProc.row(ENDS, "01", 7, 8);

        assertThat(found(table)).containsExactly(Map.entry(TEXT, SocketRow.UNCLEAR));
    }

    @Test
    void find_whenNumbersAreNone_thenNobodyHasIt() throws IOException {
        String good = FakeProc.row(ENDS, "01", 77_777, 8);

        assertThat(found(good.replace("77777", "-7777")).get(TEXT)).isEqualTo(SocketRow.UNCLEAR);
        assertThat(found(good.replace("77777", "7777777777777777777777")).get(TEXT))
                .isEqualTo(SocketRow.UNCLEAR);
        assertThat(found(good.replace("77777", "\u0661\u0662")).get(TEXT)).isEqualTo(SocketRow.UNCLEAR);
        assertThat(found(good.substring(0, 60))).isEmpty();
    }

    @Test
    void find_whenTheTableHasNoEnd_thenGivesUp() {
        byte[] row = FakeProc.row(FakeProc.ends(1, 2), "01", 7, 8).getBytes(ISO_8859_1);
        InputStream endless = new InputStream() {
            private int at;

            @Override
            public int read() {
                return row[at++ % row.length];
            }

            @Override
            public int read(byte[] bytes, int offset, int length) {
                Arrays.fill(bytes, offset, offset + length, (byte) read());
                return length;
            }
        };

        assertThatThrownBy(() -> SocketTable.find(endless, Set.of(TEXT), new HashMap<>()))
                .isInstanceOf(IOException.class);
    }

    /** Whatever the text, it does not fail, and finds nothing that is not written there, word by word. */
    @Test
    void find_whenBytesAreChanged_thenNoOtherOwnerIsFound() throws IOException {
        Random random = new Random(5);
        byte[] row = FakeProc.row(ENDS, "01", 1000, 4_444_860).getBytes(ISO_8859_1);
        for (int i = 0; i < 20_000; i++) {
            byte[] changed = row.clone();
            for (int j = random.nextInt(4); j >= 0; j--) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            }
            String text = new String(changed, ISO_8859_1);

            SocketRow owner = found(text).get(TEXT);

            if (owner != null && owner.isHeld()) {
                assertThat(text.replaceAll("[\n\r]", " "))
                        .contains(TEXT)
                        .containsPattern(" 0*" + owner.uid() + " ")
                        .containsPattern(" 0*" + owner.inode() + " ");
            }
        }
    }

    @Test
    void find_whenAnythingIsRead_thenNeverFails() throws IOException {
        Random random = new Random(6);
        String alphabet = "0123456789ABCDEF: \n" + TEXT;
        for (int i = 0; i < 5_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(400); j > 0; j--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }

            assertThat(found(text.toString())).isEmpty();
        }
    }

    private static Map<String, SocketRow> found(String table) throws IOException {
        Map<String, SocketRow> found = new HashMap<>();
        SocketTable.find(new ByteArrayInputStream(table.getBytes(ISO_8859_1)), Set.of(TEXT), found);
        return found;
    }
}
