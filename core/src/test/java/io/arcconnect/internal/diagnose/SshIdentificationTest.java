package io.arcconnect.internal.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SshIdentificationTest {

    @Test
    void feed_whenItComesByteByByteAfterOtherLines_thenFound() {
        SshIdentification identification = new SshIdentification();

        for (byte one : "\r\nWelcome\r\nSSH-2.0-OpenSSH_9.2p1 Debian-2\r\nmore".getBytes(StandardCharsets.UTF_8)) {
            identification.feed(ByteBuffer.wrap(new byte[] {one}));
        }

        assertThat(identification.text()).contains("SSH-2.0-OpenSSH_9.2p1 Debian-2");
        assertThat(identification.isVersion2()).isTrue();
        assertThat(identification.otherText()).contains("Welcome");
        assertThat(identification.isOver()).isTrue();
    }

    @Test
    void feed_whenItIsFound_thenWhatFollowsIsLeft() {
        ByteBuffer bytes = bytes("SSH-2.0-x\n\0\0rest");

        new SshIdentification().feed(bytes);

        assertThat(bytes.remaining()).isEqualTo(6);
    }

    @Test
    void isVersion2_whenTheServerIsOlder_thenNot() {
        assertThat(new SshIdentification().feed(bytes("SSH-1.5-old\n")).isVersion2())
                .isFalse();
        assertThat(new SshIdentification().feed(bytes("SSH-1.99-both\n")).isVersion2())
                .isTrue();
    }

    @Test
    void feed_whenALineNeverEnds_thenItGivesUp() {
        SshIdentification identification = new SshIdentification().feed(bytes("x".repeat(100_000)));

        assertThat(identification.isOver()).isTrue();
        assertThat(identification.text()).isEmpty();
        assertThat(identification.otherText().orElse("")).startsWith("xxx");
    }

    @Test
    void feed_whenTheIdentificationIsLongerThanItMayBe_thenItGivesUp() {
        SshIdentification identification = new SshIdentification().feed(bytes("SSH-2.0-" + "x".repeat(300) + "\n"));

        assertThat(identification.isOver()).isTrue();
        assertThat(identification.text()).isEmpty();
    }

    @Test
    void feed_whenThereAreLinesWithoutEnd_thenItGivesUp() {
        assertThat(new SshIdentification().feed(bytes("a\n".repeat(5_000))).isOver())
                .isTrue();
    }

    @Test
    void otherText_whenNothingCame_thenEmpty() {
        assertThat(new SshIdentification().otherText()).isEmpty();
        assertThat(new SshIdentification().feed(bytes("HTTP/1.1 400")).otherText())
                .contains("HTTP/1.1 400");
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
