package io.arcconnect.ssh.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.arcconnect.model.DiagnosisStep;
import io.arcconnect.model.DiagnosisStep.Status;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class KexInitTest {

    private static final KexInit OURS = new KexInit(
            List.of("curve25519-sha256", "ecdh-sha2-nistp256"),
            List.of("ssh-ed25519", "rsa-sha2-512"),
            List.of("aes128-gcm@openssh.com", "aes128-ctr"),
            List.of("hmac-sha2-256"));

    @Test
    void feed_whenItComesByteByByteAfterOtherLines_thenRead() {
        KexInitReading reading = new KexInitReading();

        for (byte one : server("hello\r\nSSH-2.0-x\r\n", packet((byte) 20, "a,b", "c", "d", "e,f", "g", "h", "", ""))) {
            assertThat(reading.isOver()).isFalse();
            reading.feed(ByteBuffer.wrap(new byte[] {one}));
            if (reading.isOver()) {
                break;
            }
        }

        assertThat(reading.offer())
                .contains(new KexInit(List.of("a", "b"), List.of("c"), List.of("e", "f"), List.of("h")));
    }

    @Test
    void feed_whenThePacketIsAnother_thenNoOffer() {
        assertThat(read(server("SSH-2.0-x\n", packet((byte) 1, "", "", "", "", "", "", "", "")))
                        .offer())
                .isEmpty();
    }

    @Test
    void feed_whenTheListsAreCutOff_thenNoOffer() {
        assertThat(read(server("SSH-2.0-x\n", packet((byte) 20, "a"))).offer()).isEmpty();
    }

    @Test
    void feed_whenTheLengthIsNonsense_thenItGivesUp() {
        KexInitReading reading = read(server("SSH-2.0-x\n", new byte[] {-1, 0, 0, 0, 9}));

        assertThat(reading.isOver()).isTrue();
        assertThat(reading.offer()).isEmpty();
    }

    @Test
    void feed_whenThereIsNoIdentification_thenItGivesUpAtItsLimit() {
        KexInitReading reading = read(new byte[70_000]);

        assertThat(reading.isOver()).isTrue();
        assertThat(reading.offer()).isEmpty();
    }

    @Test
    void judge_whenThereIsACommonChoice_thenOursFirstIsAgreedAndTheOfferIsEvidence() {
        DiagnosisStep step = new Algorithms(
                        OURS,
                        new KexInit(
                                List.of("ecdh-sha2-nistp256", "curve25519-sha256"),
                                List.of("rsa-sha2-512"),
                                List.of("aes128-gcm@openssh.com"),
                                List.of("hmac-md5")))
                .judge();

        assertThat(step.status()).isEqualTo(Status.OK);
        assertThat(step.evidence())
                .containsEntry("agreed", "curve25519-sha256 rsa-sha2-512 aes128-gcm@openssh.com")
                .containsEntry("macs", "hmac-md5");
    }

    @Test
    void judge_whenThereIsNone_thenItSaysOfWhat() {
        DiagnosisStep step = new Algorithms(
                        OURS,
                        new KexInit(
                                List.of("diffie-hellman-group1-sha1"),
                                List.of("ssh-dss"),
                                List.of("aes128-ctr"),
                                List.of("hmac-md5")))
                .judge();

        assertThat(step.reason()).contains("ssh.negotiation_failed");
        assertThat(step.cause())
                .contains("client and server have no key exchanges and no host key algorithms and no MACs in common");
    }

    private static KexInitReading read(byte[] bytes) {
        KexInitReading reading = new KexInitReading();
        reading.feed(ByteBuffer.wrap(bytes));
        return reading;
    }

    private static byte[] server(String lines, byte[] packet) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(lines.getBytes(StandardCharsets.US_ASCII));
        all.writeBytes(packet);
        return all.toByteArray();
    }

    private static byte[] packet(byte message, String... lists) {
        ByteBuffer payload = ByteBuffer.allocate(4_096).put(message).put(new byte[16]);
        for (String list : lists) {
            payload.putInt(list.length()).put(list.getBytes(StandardCharsets.US_ASCII));
        }
        payload.flip();
        byte padding = 4;
        ByteBuffer packet = ByteBuffer.allocate(5 + payload.remaining() + padding);
        packet.putInt(1 + payload.remaining() + padding).put(padding).put(payload);
        return packet.array();
    }
}
