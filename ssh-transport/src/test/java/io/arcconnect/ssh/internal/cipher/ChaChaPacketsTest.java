package io.arcconnect.ssh.internal.cipher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import javax.crypto.AEADBadTagException;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.cipher.Cipher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Beside MINA's cipher of the same name, which talks to OpenSSH. */
class ChaChaPacketsTest {

    private static final int LAST_BUT_TWO = -3; // of the numbers, which then begin again

    private final Random random = new Random(11);
    private final byte[] keys = new byte[ChaChaPackets.KEYS];

    @BeforeEach
    void chooseKeys() {
        random.nextBytes(keys);
    }

    private ChaChaPackets ours() throws Exception {
        return new ChaChaPackets(keys, LAST_BUT_TWO);
    }

    private Cipher minas(Cipher.Mode mode) throws Exception {
        Cipher cipher = BuiltinCiphers.cc20p1305_openssh.create();
        cipher.init(mode, keys, ByteBuffer.allocate(8).putInt(4, LAST_BUT_TWO).array());
        return cipher;
    }

    private byte[] packet(int length) {
        byte[] packet = new byte[3 + ChaChaPackets.LENGTH + length + ChaChaPackets.TAG];
        random.nextBytes(packet);
        return packet;
    }

    private static int length(byte[] packet) {
        return packet.length - 3 - ChaChaPackets.LENGTH - ChaChaPackets.TAG;
    }

    private static void seal(ChaChaPackets cipher, byte[] packet) throws Exception {
        cipher.sealLength(packet, 3);
        cipher.seal(packet, 7, length(packet));
    }

    private static void open(ChaChaPackets cipher, byte[] packet) throws Exception {
        cipher.openLength(packet, 3);
        cipher.open(packet, 7, length(packet));
    }

    @Test
    void seal_whenPacketsHaveAllSizes_thenAsMinaSealsThem() throws Exception {
        ChaChaPackets ours = ours();
        Cipher minas = minas(Cipher.Mode.Encrypt);
        for (int size = 8; size < 700; size += 8) {
            byte[] packet = packet(size);
            byte[] same = packet.clone();

            seal(ours, packet);
            minas.updateWithAAD(same, 3, 4, size);

            assertThat(packet).as("%s bytes", size).isEqualTo(same);
        }
    }

    @Test
    void open_whenMinaSealedThem_thenWhatWasThere() throws Exception {
        ChaChaPackets ours = ours();
        Cipher minas = minas(Cipher.Mode.Encrypt);
        for (int size : new int[] {8, 16, 64, 1024, 32 * 1024, 33_000, 64}) {
            byte[] plain = packet(size);
            byte[] packet = plain.clone();
            minas.updateWithAAD(packet, 3, 4, size);

            open(ours, packet);

            assertThat(packet).startsWith(Arrays.copyOf(plain, 7 + size));
        }
    }

    @Test
    void open_whenABitIsWrong_thenBadTagAndNothingIsDecrypted() throws Exception {
        byte[] sealed = packet(64);
        seal(ours(), sealed);
        for (int wrong = 3; wrong < sealed.length; wrong++) {
            byte[] packet = sealed.clone();
            packet[wrong] ^= (byte) (1 << (wrong & 7));
            byte[] before = packet.clone();

            assertThatThrownBy(() -> open(ours(), packet)).isInstanceOf(AEADBadTagException.class);

            assertThat(Arrays.copyOfRange(packet, 7, packet.length))
                    .isEqualTo(Arrays.copyOfRange(before, 7, before.length));
        }
    }

    @Test
    void open_whenPacketsAreExchanged_thenBadTag() throws Exception {
        ChaChaPackets sealing = ours();
        byte[] one = packet(32);
        byte[] two = packet(32);
        seal(sealing, one);
        seal(sealing, two);

        assertThatThrownBy(() -> open(ours(), two)).isInstanceOf(AEADBadTagException.class);
    }
}
