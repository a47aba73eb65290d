package io.arcconnect.ssh.internal.cipher;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.ChaCha20ParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * One direction of {@code chacha20-poly1305@openssh.com} (OpenSSH's PROTOCOL.chacha20poly1305): packets are numbered, and each has
 * its length encrypted with one key and the rest with another, whose first block makes the tag's key.
 */
public final class ChaChaPackets {

    /** Bytes of both keys: the packets', then the lengths'. */
    public static final int KEYS = 64;

    /** Bytes behind each packet. */
    public static final int TAG = Poly1305.TAG;

    /** Bytes of the length in front of each packet. */
    public static final int LENGTH = 4;

    private static final String CHACHA = "ChaCha20";
    private static final int BLOCK = 64;
    private static final int KEY = 32;
    private static final int NONCE = 12;
    private static final int SEQUENCE_AT = 8;

    private final Cipher lengths = Cipher.getInstance(CHACHA, "SunJCE");
    private final Cipher packets = Cipher.getInstance(CHACHA, "SunJCE");
    private final SecretKeySpec lengthKey;
    private final SecretKeySpec packetKey;
    private final Poly1305 tag = new Poly1305();
    private final byte[] nonce = new byte[NONCE];
    private final byte[] block = new byte[BLOCK];
    private final byte[] authentic = new byte[TAG];
    private final byte[] sealedLength = new byte[LENGTH];
    private final int first;

    /**
     * Begins with a packet.
     *
     * @param keys {@link #KEYS} bytes
     * @param sequence its number, which counts on from here and must not come round
     * @throws GeneralSecurityException when the JDK has no ChaCha20
     */
    public ChaChaPackets(byte[] keys, int sequence) throws GeneralSecurityException {
        packetKey = new SecretKeySpec(keys, 0, KEY, CHACHA);
        lengthKey = new SecretKeySpec(keys, KEY, KEY, CHACHA);
        first = sequence;
        ByteBuffer.wrap(nonce).putInt(SEQUENCE_AT, sequence);
    }

    /** {@return whether this JDK can do it} */
    public static boolean isSupported() {
        try {
            Cipher.getInstance(CHACHA, "SunJCE");
            return true;
        } catch (GeneralSecurityException none) {
            return false;
        }
    }

    /** Encrypts the length of the next packet in place. */
    public void sealLength(byte[] data, int offset) throws GeneralSecurityException {
        cryptLength(data, offset);
        System.arraycopy(data, offset, sealedLength, 0, LENGTH);
    }

    /** Decrypts the length of the next packet in place. It is not authentic until {@link #open} has said so. */
    public void openLength(byte[] data, int offset) throws GeneralSecurityException {
        System.arraycopy(data, offset, sealedLength, 0, LENGTH);
        cryptLength(data, offset);
    }

    private void cryptLength(byte[] data, int offset) throws GeneralSecurityException {
        lengths.init(Cipher.ENCRYPT_MODE, lengthKey, start());
        lengths.doFinal(data, offset, LENGTH, data, offset);
    }

    /** Encrypts in place what follows the length, and puts the tag behind it. */
    public void seal(byte[] data, int offset, int length) throws GeneralSecurityException {
        begin();
        packets.doFinal(data, offset, length, data, offset);
        authenticate(data, offset, length, data, offset + length);
        next();
    }

    /**
     * Decrypts in place what follows the length, when the tag behind it is right.
     *
     * @throws AEADBadTagException when it is not; nothing has been decrypted then
     */
    public void open(byte[] data, int offset, int length) throws GeneralSecurityException {
        begin();
        authenticate(data, offset, length, authentic, 0);
        if (!isAuthentic(data, offset + length)) {
            throw new AEADBadTagException("the tag of a packet is wrong");
        }
        packets.doFinal(data, offset, length, data, offset);
        next();
    }

    /** In a time that does not depend on where they differ. */
    private boolean isAuthentic(byte[] data, int offset) {
        int difference = 0;
        for (int i = 0; i < TAG; i++) {
            difference |= data[offset + i] ^ authentic[i];
        }
        return difference == 0;
    }

    /** The first block of the stream is the tag's key; the packet is encrypted with what follows. */
    private void begin() throws GeneralSecurityException {
        packets.init(Cipher.ENCRYPT_MODE, packetKey, start());
        Arrays.fill(block, (byte) 0);
        packets.update(block, 0, BLOCK, block, 0);
        tag.init(block);
    }

    private void authenticate(byte[] data, int offset, int length, byte[] out, int outOffset) {
        tag.update(sealedLength, 0, LENGTH);
        tag.update(data, offset, length);
        tag.finish(out, outOffset);
    }

    private ChaCha20ParameterSpec start() {
        return new ChaCha20ParameterSpec(nonce, 0);
    }

    private void next() {
        ByteBuffer bytes = ByteBuffer.wrap(nonce);
        int sequence = bytes.getInt(SEQUENCE_AT) + 1;
        if (sequence == first) {
            throw new IllegalStateException("a packet's number would be used twice with the same keys");
        }
        bytes.putInt(SEQUENCE_AT, sequence);
    }
}
