package io.arcconnect.rdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bytes are recorded, except where a line says otherwise. */
class AnswerReadingTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "xrdp 0.9.21 with TLS,        030000130ed000001234000201080001000000,   DESKTOP",
        "xrdp 0.9.21 without,         030000130ed000001234000201080000000000,   DESKTOP",
        "xrdp 0.9.21 not negotiating, 0300000b06d00000123400,                   DESKTOP",
        "MS-RDPBCGR 2.2.1.2.2 failure (made up: HYBRID_REQUIRED), 030000130ed000001234000300080005000000, DESKTOP",
        "OpenSSH 9.2,                 5353482d322e302d4f70656e5353485f392e32,   SSH",
        "TigerVNC 1.12,               524642203030332e3030380a,                 VNC",
        "HTTP (made up),              485454502f312e31203430302042616420,       HTTP",
        "a TLS alert (made up),       1503010002020a,                           TLS",
        "a TLS record (made up),      16030300,                                 TLS",
        "FTP (made up),               32323020726561647900,                     UNKNOWN",
        "our request echoed (made up), 030000130ee00000000000010008000b000000,  UNKNOWN",
        "X.224 disconnect (made up),  0300000b06800000123400,                   UNKNOWN",
        "TPKT of another version (made up), 0200000b06d00000123400,             UNKNOWN",
        "TPKT too short (made up),    0300000a05d000001234,                     UNKNOWN",
        "X.224 of another length (made up), 0300000b07d00000123400,             UNKNOWN",
        "a zero (made up),            00,                                       UNKNOWN",
    })
    void take_whenSomethingAnswers_thenWhoItIsHoweverItIsCut(String what, String hex, RdpAnswer expected) {
        byte[] bytes = HexFormat.of().parseHex(hex);

        for (int piece = 1; piece <= bytes.length; piece++) {
            assertThat(inPieces(bytes, piece)).as("pieces of %d", piece).contains(expected);
        }
    }

    @Test
    void take_whenItIsNotClearYet_thenNothing() {
        AnswerReading reading = new AnswerReading();

        assertThat(reading.take(ByteBuffer.allocate(0))).isEmpty();
        assertThat(reading.take(ascii("SSH"))).isEmpty();
        assertThat(reading.atEnd()).isEqualTo(RdpAnswer.UNKNOWN);
        assertThat(reading.atLimit()).isEqualTo(RdpAnswer.UNKNOWN);
        assertThat(reading.take(ascii("-2.0-x"))).contains(RdpAnswer.SSH);
    }

    @Test
    void atEnd_whenNothingCame_thenAnEndOrSilence() {
        assertThat(new AnswerReading().atEnd()).isEqualTo(RdpAnswer.END);
        assertThat(new AnswerReading().atLimit()).isEqualTo(RdpAnswer.SILENCE);
    }

    @Test
    void take_whenMoreComesThanIsKept_thenTheBuffersAreLeftAsTheyAre() {
        ByteBuffer much = ByteBuffer.allocate(1 << 20);

        assertThat(new AnswerReading().take(much)).contains(RdpAnswer.UNKNOWN);
        assertThat(much.remaining()).isEqualTo(1 << 20);
    }

    /** Whatever comes, in whatever pieces, there is an answer, always the same, and a desktop's only for a confirm. */
    @Test
    void take_whenBytesAreRandom_thenOneAnswerHoweverTheyAreCut() {
        Random random = new Random(20_260_513);
        for (int round = 0; round < 50_000; round++) {
            byte[] bytes = begun(random);
            Optional<RdpAnswer> whole = new AnswerReading().take(ByteBuffer.wrap(bytes));

            Optional<RdpAnswer> cut = inPieces(bytes, 1 + random.nextInt(bytes.length));

            assertThat(cut).as(() -> HexFormat.of().formatHex(bytes)).isEqualTo(whole);
            boolean isConfirm = bytes.length >= 11
                    && bytes[0] == 3
                    && bytes[1] == 0
                    && ((bytes[2] & 0xFF) << 8 | bytes[3] & 0xFF) == (bytes[4] & 0xFF) + 5
                    && (bytes[4] & 0xFF) >= 6
                    && (bytes[5] & 0xF0) == 0xD0;
            assertThat(whole.equals(Optional.of(RdpAnswer.DESKTOP)))
                    .as(() -> HexFormat.of().formatHex(bytes))
                    .isEqualTo(isConfirm);
        }
    }

    /** Random bytes, of which most begin as something that is known, or the fuzz would end at the first. */
    private static byte[] begun(Random random) {
        byte[] bytes = new byte[1 + random.nextInt(32)];
        random.nextBytes(bytes);
        byte[][] beginnings = {
            HexFormat.of().parseHex("030000130ed00000123400"),
            HexFormat.of().parseHex("0300000b06d00000123400"),
            "SSH-".getBytes(StandardCharsets.US_ASCII),
            "RFB ".getBytes(StandardCharsets.US_ASCII),
            "HTTP/".getBytes(StandardCharsets.US_ASCII),
            {0x15, 3},
            {}
        };
        byte[] beginning = beginnings[random.nextInt(beginnings.length)];
        System.arraycopy(beginning, 0, bytes, 0, Math.min(bytes.length, random.nextInt(beginning.length + 1)));
        return bytes;
    }

    private static Optional<RdpAnswer> inPieces(byte[] bytes, int piece) {
        AnswerReading reading = new AnswerReading();
        for (int from = 0; from < bytes.length; from += piece) {
            Optional<RdpAnswer> answer =
                    reading.take(ByteBuffer.wrap(bytes, from, Math.min(piece, bytes.length - from)));
            if (answer.isPresent()) {
                return answer;
            }
        }
        return Optional.empty();
    }

    private static ByteBuffer ascii(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }
}
