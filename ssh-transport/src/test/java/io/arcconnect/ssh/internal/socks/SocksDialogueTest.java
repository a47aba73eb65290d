package io.arcconnect.ssh.internal.socks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SocksDialogueTest {

    private static final String HELLO = "050100";

    @ParameterizedTest
    @CsvSource({
        "0501000307646220686f7374, ''",
        "05010003036462311538, db1:5432",
        "050100017f0000010050, 127.0.0.1:80",
        "0501000400000000000000000000000000000001 01bb, 0:0:0:0:0:0:0:1:443",
        "05010003093132372e302e302e310050, 127.0.0.1:80",
    })
    void take_whenVersion5_thenTheTargetIsNamed(String request, String target) {
        List<SocksStep> steps = talk(new SocksDialogue(), 1_000, HELLO + request.replace(" ", ""));

        if (target.isEmpty()) {
            assertThat(last(steps)).isInstanceOf(SocksStep.Wait.class);
        } else {
            assertThat(last(steps))
                    .isInstanceOfSatisfying(
                            SocksStep.Connect.class,
                            connect -> assertThat(connect.host() + ":" + connect.port())
                                    .isEqualTo(target));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "04010050 7f000001 00, 127.0.0.1:80",
        "04010050 7f000001 61646100, 127.0.0.1:80",
        "04011538 00000001 00 64623100, db1:5432",
        "04011538 000000ff 61646100 64623100, db1:5432",
    })
    void take_whenVersion4_thenTheTargetIsNamed(String request, String target) {
        List<SocksStep> steps = talk(new SocksDialogue(), 1_000, request.replace(" ", ""));

        assertThat(last(steps))
                .isInstanceOfSatisfying(
                        SocksStep.Connect.class,
                        connect -> assertThat(connect.host() + ":" + connect.port())
                                .isEqualTo(target));
    }

    /** Port 0, no name, a name with a line break, BIND, UDP, an unknown kind of address. */
    @ParameterizedTest
    @CsvSource({
        "050100 050100017f0000010000, 0501000100000000 0000",
        "050100 05010003000050, 0501000100000000 0000",
        "050100 0501000302610a0050, 0501000100000000 0000",
        "050100 0501000302c3a40050, 0501000100000000 0000",
        "050100 050200017f0000010050, 0507000100000000 0000",
        "050100 050300017f0000010050, 0507000100000000 0000",
        "050100 05010002, 0508000100000000 0000",
        "050102, 05ff",
        "0500, 05ff",
        "04020050 7f000001 00, 005b000000000000",
        "04010050 00000001 00 00, 005b000000000000",
        "474554, ''",
        "00, ''",
    })
    void take_whenItCannotBeServed_thenRefusedInItsOwnWords(String said, String answer) {
        List<SocksStep> steps = talk(new SocksDialogue(), 1_000, said.replace(" ", ""));

        assertThat(last(steps))
                .isInstanceOfSatisfying(
                        SocksStep.Refuse.class,
                        refusal -> assertThat(hex(refusal.bytes())).isEqualTo(answer.replace(" ", "")));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7, 11})
    void take_whenBytesComeInPieces_thenTheSameAsAtOnce(int piece) {
        String rest = "474554202f";
        SocksDialogue dialogue = new SocksDialogue();

        List<SocksStep> steps = talk(dialogue, piece, HELLO + "05010003036462311538");

        assertThat(last(steps)).isEqualTo(new SocksStep.Connect("db1", 5432));
        SocksDialogue atOnce = new SocksDialogue();
        talk(atOnce, 1_000, HELLO + "05010003036462311538" + rest);
        assertThat(hex(atOnce.rest())).isEqualTo(rest);
        assertThat(hex(atOnce.reached())).isEqualTo("05000001000000000000");
    }

    @Test
    void take_whenAUserNameNeverEnds_thenRefused() {
        String endless = "04010050" + "7f000001" + "61".repeat(SocksDialogue.LONGEST);

        List<SocksStep> steps = talk(new SocksDialogue(), 100, endless);

        assertThat(last(steps)).isInstanceOf(SocksStep.Refuse.class);
    }

    /** Whatever comes, in whatever pieces: a step, never an exception, and never a target that is not one. */
    @Test
    void take_whenFedAnything_thenAnswersWithAStep() {
        Random random = new Random(20_261_123);
        for (int run = 0; run < 20_000; run++) {
            byte[] bytes = new byte[random.nextInt(64)];
            random.nextBytes(bytes);
            if (bytes.length > 3 && run % 2 == 0) {
                bytes[0] = (byte) (random.nextBoolean() ? 5 : 4);
                bytes[1] = 1;
                bytes[2] = 0;
            }
            List<SocksStep> steps = talk(new SocksDialogue(), 1 + random.nextInt(64), hex(ByteBuffer.wrap(bytes)));

            assertThat(steps).allSatisfy(step -> {
                if (step instanceof SocksStep.Connect connect) {
                    assertThat(connect.port()).isBetween(1, 65_535);
                    assertThat(connect.host()).matches("[!-~]{1,255}");
                }
            });
        }
    }

    private static List<SocksStep> talk(SocksDialogue dialogue, int piece, String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        List<SocksStep> steps = new ArrayList<>();
        for (int at = 0; at < bytes.length; at += piece) {
            SocksStep step = dialogue.take(ByteBuffer.wrap(bytes, at, Math.min(piece, bytes.length - at)));
            steps.add(step);
            while (step instanceof SocksStep.Send) {
                step = dialogue.take(ByteBuffer.allocate(0));
                steps.add(step);
            }
            if (!(step instanceof SocksStep.Wait)) {
                return steps;
            }
        }
        return steps;
    }

    private static SocksStep last(List<SocksStep> steps) {
        return steps.get(steps.size() - 1);
    }

    private static String hex(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        return HexFormat.of().formatHex(copy);
    }
}
