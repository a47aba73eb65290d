package io.arcconnect.ssh.internal.scp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScpReaderTest {

    private static final String TREE =
            "T1700000000 0 1700000001 0\nD0755 0 tree\nC0644 5 a b\nhello\0D0700 0 sub\nC4755 0 empty\n\0E\nE\n";

    private final List<String> told = new ArrayList<>();
    private final ScpReader reader = new ScpReader(new ScpReader.Events() {
        @Override
        public void time(long seconds) {
            told.add("time " + seconds);
        }

        @Override
        public void file(int mode, long size, String name) {
            told.add("file " + Integer.toOctalString(mode) + " " + size + " " + name);
        }

        @Override
        public void data(ByteBuffer bytes) {
            String more = StandardCharsets.UTF_8.decode(bytes).toString();
            String last = told.get(told.size() - 1);
            if (last.startsWith("data ")) {
                told.set(told.size() - 1, last + more);
            } else {
                told.add("data " + more);
            }
        }

        @Override
        public void fileEnd() {
            told.add("end");
        }

        @Override
        public void directory(int mode, String name) {
            told.add("directory " + Integer.toOctalString(mode) + " " + name);
        }

        @Override
        public void directoryEnd() {
            told.add("up");
        }
    });

    private void read(String text) throws IOException {
        reader.accept(StandardCharsets.UTF_8.encode(text));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 1000})
    void accept_whenATreeComesInAnyChunks_thenUnderstood(int size) throws IOException {
        byte[] bytes = TREE.getBytes(StandardCharsets.UTF_8);

        for (int at = 0; at < bytes.length; at += size) {
            reader.accept(ByteBuffer.wrap(bytes, at, Math.min(size, bytes.length - at)));
        }

        assertThat(told)
                .containsExactly(
                        "time 1700000000",
                        "directory 755 tree",
                        "file 644 5 a b",
                        "data hello",
                        "end",
                        "directory 700 sub",
                        "file 4755 0 empty",
                        "end",
                        "up",
                        "up");
        assertThat(reader.isBetween()).isTrue();
    }

    @Test
    void accept_whenTheMachineRefuses_thenItsWords() {
        assertThatThrownBy(() -> read("\u0001scp: /no: No such file or directory\n"))
                .isInstanceOf(ScpRefusal.class)
                .hasMessage("scp: /no: No such file or directory");
    }

    @Test
    void accept_whenAFileCannotBeReadToItsEnd_thenRefused() {
        assertThatThrownBy(() -> read("C0644 3 a\nabc\u0001scp: a: Input/output error\n"))
                .isInstanceOf(ScpRefusal.class);
        assertThat(told).doesNotContain("end");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\n",
                "hello\n",
                "C0644 x a\n",
                "C0644 -1 a\n",
                "C0644 99999999999999999999 a\n",
                "C9999 1 a\n",
                "C0644 1 \n",
                "T1 2 3\n",
                "C0644 1 a\nbE\n"
            })
    void accept_whenItIsNotTheProtocol_thenViolation(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(ScpViolation.class);
    }

    @Test
    void accept_whenALineNeverEnds_thenViolationAndNoMemory() {
        assertThatThrownBy(() -> read("C0644 1 " + "a".repeat(10_000)))
                .isInstanceOf(ScpViolation.class)
                .hasMessageContaining("8192");
    }

    @Test
    void accept_whenAnythingComes_thenUnderstoodOrRefusedButNeverWorse() {
        Random random = new Random(4711);
        byte[] alphabet = "CDTE0 1\n\u0001\u0002\0a/.".getBytes(StandardCharsets.UTF_8);
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = (round % 2 == 0 ? TREE : "").getBytes(StandardCharsets.UTF_8);
            bytes = bytes.length > 0 ? bytes : new byte[random.nextInt(40)];
            for (int i = 0; i < 1 + bytes.length / 8; i++) {
                if (bytes.length > 0) {
                    bytes[random.nextInt(bytes.length)] = alphabet[random.nextInt(alphabet.length)];
                }
            }
            told.clear();
            told.add("");
            try {
                new ScpReader(new Ignoring()).accept(ByteBuffer.wrap(bytes));
            } catch (IOException expected) {
                assertThat(expected).isInstanceOfAny(ScpViolation.class, ScpRefusal.class);
            }
        }
    }

    private static final class Ignoring implements ScpReader.Events {
        @Override
        public void time(long seconds) {}

        @Override
        public void file(int mode, long size, String name) {
            assertThat(size).isNotNegative();
            assertThat(name).isNotEmpty().doesNotContain("\n");
        }

        @Override
        public void data(ByteBuffer bytes) {
            assertThat(bytes.hasRemaining()).isTrue();
        }

        @Override
        public void fileEnd() {}

        @Override
        public void directory(int mode, String name) {}

        @Override
        public void directoryEnd() {}
    }
}
