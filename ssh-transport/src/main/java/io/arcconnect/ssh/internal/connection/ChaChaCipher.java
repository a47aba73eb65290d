package io.arcconnect.ssh.internal.connection;

import io.arcconnect.ssh.internal.cipher.ChaChaPackets;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import org.apache.sshd.common.cipher.Cipher;
import org.jspecify.annotations.Nullable;

/** OpenSSH's ChaCha20 with Poly1305 on the JDK's ChaCha20, which newer ones have wide instructions for; MINA's own is plain Java. */
final class ChaChaCipher implements Cipher {

    private static final int SEQUENCE = 8;

    private boolean sealing;
    private @Nullable ChaChaPackets packets;

    @Override
    public void init(Mode mode, byte[] keys, byte[] sequence) throws GeneralSecurityException {
        sealing = mode == Mode.Encrypt;
        packets = new ChaChaPackets(keys, ByteBuffer.wrap(sequence).getInt(SEQUENCE - Integer.BYTES));
    }

    private ChaChaPackets packets() {
        ChaChaPackets known = packets;
        if (known == null) {
            throw new IllegalStateException("not initialized");
        }
        return known;
    }

    @Override
    public void updateAAD(byte[] data, int offset, int length) throws GeneralSecurityException {
        if (sealing) {
            packets().sealLength(data, offset);
        } else {
            packets().openLength(data, offset);
        }
    }

    @Override
    public void update(byte[] data, int offset, int length) throws GeneralSecurityException {
        if (sealing) {
            packets().seal(data, offset, length);
        } else {
            packets().open(data, offset, length);
        }
    }

    @Override
    public String getAlgorithm() {
        return "ChaCha20";
    }

    @Override
    public String getTransformation() {
        return "ChaCha20";
    }

    @Override
    public int getIVSize() {
        return SEQUENCE;
    }

    @Override
    public int getAuthenticationTagSize() {
        return ChaChaPackets.TAG;
    }

    @Override
    public int getCipherBlockSize() {
        return 8;
    }

    @Override
    public int getKdfSize() {
        return ChaChaPackets.KEYS;
    }

    @Override
    public int getKeySize() {
        return ChaChaPackets.KEYS * Byte.SIZE;
    }
}
