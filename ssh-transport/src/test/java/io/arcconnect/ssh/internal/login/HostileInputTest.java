package io.arcconnect.ssh.internal.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.ssh.SshChallenge;
import io.arcconnect.ssh.internal.keys.CertificateFields;
import io.arcconnect.ssh.internal.keys.KeyEnvelope;
import io.arcconnect.ssh.internal.wire.WireReader;
import io.arcconnect.ssh.internal.wire.WireWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever bytes a server, a file or an agent makes up, the pure readers fail in the one way their callers expect. */
class HostileInputTest {

    private final Random random = new Random(42);

    private byte[] bytes(byte... start) {
        byte[] bytes = new byte[random.nextInt(200)];
        random.nextBytes(bytes);
        System.arraycopy(start, 0, bytes, 0, Math.min(start.length, bytes.length));
        return bytes;
    }

    private static void survives(Runnable read) {
        try {
            read.run();
        } catch (WireReader.Malformed expected) {
            assertThat(expected).hasMessageMatching("[ -~]+");
        }
    }

    @Test
    void parse_whenTheBytesAreMadeUp_thenMalformedOrNothing() {
        byte[] type = new WireWriter().writeText("ssh-rsa-cert-v01@openssh.com").toByteArray();

        for (int i = 0; i < 20_000; i++) {
            survives(() -> CertificateFields.parse(bytes()));
            survives(() -> CertificateFields.parse(bytes(type)));
            survives(() -> AuthReply.parse(51, ByteBuffer.wrap(bytes((byte) 0, (byte) 0, (byte) 0))));
            survives(() ->
                    InteractiveDialog.Questions.parse(new AuthReply.Message(60, ByteBuffer.wrap(bytes(new byte[15])))));
            KeyEnvelope.of(bytes());
            String body = Base64.getEncoder()
                    .encodeToString(bytes("openssh-key-v1\0\0\0".getBytes(StandardCharsets.US_ASCII)));
            KeyEnvelope.of(("-----BEGIN OPENSSH PRIVATE KEY-----" + body + "-----END OPENSSH PRIVATE KEY-----")
                    .getBytes(StandardCharsets.US_ASCII));
        }
    }

    @Test
    void readNumber_whenAnIssuerPaddedIt_thenTheSameNumber() {
        byte[] padded = new WireWriter().writeBytes(new byte[] {0, 0, 1, 0}).toByteArray();

        assertThat(new WireReader(padded).readNumber()).isEqualTo(256);
        assertThat(new WireReader(new WireWriter().writeBytes(new byte[0]).toByteArray()).readNumber())
                .isZero();
    }

    @Test
    void challenge_whenTheServersTextSteersATerminal_thenItDoesNot() {
        SshChallenge challenge = new SshChallenge(
                io.arcconnect.model.MachineId.parse("/subscriptions/00000000-0000-0000-0000-000000000001"
                        + "/resourceGroups/rg/providers/Microsoft.HybridCompute/machines/lin-01"),
                "ada",
                "\u001b[2Jtitle",
                "one\r\ntwo",
                List.of(new SshChallenge.Prompt("Code\u0007: ", false)));

        assertThat(challenge.name()).isEqualTo(" [2Jtitle");
        assertThat(challenge.instruction()).isEqualTo("one\ntwo");
        assertThat(challenge.prompts().get(0).text()).isEqualTo("Code : ");
    }
}
