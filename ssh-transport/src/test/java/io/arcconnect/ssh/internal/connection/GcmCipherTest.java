package io.arcconnect.ssh.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import javax.crypto.AEADBadTagException;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.cipher.Cipher;
import org.apache.sshd.common.cipher.Cipher.Mode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Beside MINA's cipher of the same name, which talks to OpenSSH. */
class GcmCipherTest {

    private static final int FRONT = 3;
    private static final int LENGTH = 4;
    private static final int TAG = 16;

    /** Around the array that a thread begins with, up to the longest packet MINA takes, and a short one after it. */
    private static final int[] SIZES = {16, 4080, 4096, 4112, 8192, 8208, 32 * 1024, 256 * 1024, 16, 64};

    private final Random random = new Random(13);
    private final byte[] key = new byte[32];
    private final byte[] nonce = new byte[12];

    @BeforeEach
    void choose() {
        random.nextBytes(key);
        random.nextBytes(nonce);
        Arrays.fill(nonce, 4, 12, (byte) 0xff); // the counter begins again with the second packet
    }

    private Cipher begun(Cipher cipher, Mode mode) throws Exception {
        cipher.init(mode, key, nonce);
        return cipher;
    }

    private Cipher ours(BuiltinCiphers name, Mode mode) throws Exception {
        return begun(new GcmCipher(name), mode);
    }

    private byte[] packet(int size) {
        byte[] packet = new byte[FRONT + LENGTH + size + TAG];
        random.nextBytes(packet);
        return packet;
    }

    private static void run(Cipher cipher, byte[] packet) throws Exception {
        cipher.updateWithAAD(packet, FRONT, LENGTH, packet.length - FRONT - LENGTH - TAG);
    }

    @ParameterizedTest
    @EnumSource(names = {"aes128gcm", "aes256gcm"})
    void update_whenPacketsHaveManySizes_thenAsMinaSealsThemAndOpenedAgain(BuiltinCiphers name) throws Exception {
        Cipher sealing = ours(name, Mode.Encrypt);
        Cipher opening = ours(name, Mode.Decrypt);
        Cipher minas = begun(name.create(), Mode.Encrypt);
        for (int size : SIZES) {
            byte[] plain = packet(size);
            byte[] packet = plain.clone();
            byte[] same = plain.clone();

            run(sealing, packet);
            run(minas, same);
            assertThat(packet).as("%s bytes", size).isEqualTo(same);

            run(opening, packet);
            assertThat(packet).as("%s bytes", size).startsWith(Arrays.copyOf(plain, plain.length - TAG));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"aes128gcm", "aes256gcm"})
    void update_whenABitIsWrong_thenBadTagAndNothingIsDecrypted(BuiltinCiphers name) throws Exception {
        byte[] sealed = packet(64);
        run(ours(name, Mode.Encrypt), sealed);
        for (int wrong = FRONT; wrong < sealed.length; wrong++) {
            byte[] packet = sealed.clone();
            packet[wrong] ^= (byte) (1 << (wrong & 7));
            byte[] before = packet.clone();

            assertThatThrownBy(() -> run(ours(name, Mode.Decrypt), packet)).isInstanceOf(AEADBadTagException.class);

            assertThat(packet).isEqualTo(before);
        }
    }
}
