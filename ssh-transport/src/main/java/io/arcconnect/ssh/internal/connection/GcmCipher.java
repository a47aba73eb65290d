package io.arcconnect.ssh.internal.connection;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.apache.sshd.common.cipher.BaseCipher;
import org.apache.sshd.common.cipher.CipherInformation;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.jspecify.annotations.Nullable;

/**
 * AES-GCM (RFC 5647) that decrypts beside its input and copies back. The JDK does not decrypt in place: it takes a new array as
 * long as the whole decoder buffer for each packet.
 */
final class GcmCipher extends BaseCipher {

    private static final int LEAST = 4 * 1024;

    /** A thread's, not a session's: packets are decrypted by a few threads, and sessions are many. */
    private static final ThreadLocal<byte[]> SCRATCH = ThreadLocal.withInitial(() -> new byte[LEAST]);

    /** RFC 5647, section 7.1: 4 fixed bytes, then a number that counts packets. */
    private static final int COUNTER_AT = 4;

    private byte[] nonce = new byte[0];
    private long first;
    private boolean initialized;
    private @Nullable SecretKeySpec key;

    GcmCipher(CipherInformation cipher) {
        super(
                cipher.getIVSize(),
                cipher.getAuthenticationTagSize(),
                cipher.getKdfSize(),
                cipher.getAlgorithm(),
                cipher.getKeySize(),
                cipher.getTransformation(),
                cipher.getCipherBlockSize());
    }

    @Override
    protected javax.crypto.Cipher createCipherInstance(Mode newMode, byte[] newKey, byte[] iv)
            throws GeneralSecurityException {
        mode = newMode;
        key = new SecretKeySpec(newKey, getAlgorithm());
        nonce = iv.clone();
        first = ByteBuffer.wrap(nonce).getLong(COUNTER_AT);
        initialized = false;
        return SecurityUtils.getCipher(getTransformation());
    }

    @Override
    public void updateAAD(byte[] data, int offset, int length) throws GeneralSecurityException {
        initialized().updateAAD(data, offset, length);
    }

    private javax.crypto.Cipher initialized() throws GeneralSecurityException {
        javax.crypto.Cipher cipher = getCipherInstance();
        if (!initialized) {
            int jce = mode == Mode.Encrypt ? javax.crypto.Cipher.ENCRYPT_MODE : javax.crypto.Cipher.DECRYPT_MODE;
            cipher.init(jce, key, new GCMParameterSpec(getAuthenticationTagSize() * Byte.SIZE, nonce));
            initialized = true;
        }
        return cipher;
    }

    @Override
    public void update(byte[] input, int inputOffset, int inputLen) throws GeneralSecurityException {
        if (mode == Mode.Encrypt) {
            initialized().doFinal(input, inputOffset, inputLen, input, inputOffset);
        } else {
            byte[] plain = scratch(inputLen);
            initialized().doFinal(input, inputOffset, inputLen + getAuthenticationTagSize(), plain, 0);
            System.arraycopy(plain, 0, input, inputOffset, inputLen);
        }
        nextNonce();
    }

    private void nextNonce() {
        ByteBuffer bytes = ByteBuffer.wrap(nonce);
        long next = bytes.getLong(COUNTER_AT) + 1;
        if (next == first) {
            throw new IllegalStateException("a nonce would be used twice with the same key");
        }
        bytes.putLong(COUNTER_AT, next);
        initialized = false;
    }

    private static byte[] scratch(int length) {
        byte[] known = SCRATCH.get();
        if (known.length >= length) {
            return known;
        }
        byte[] longer = new byte[Integer.highestOneBit(length - 1) << 1];
        SCRATCH.set(longer);
        return longer;
    }
}
