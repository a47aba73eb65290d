package io.arcconnect.ssh;

import java.security.PublicKey;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;

/** Public keys as they are on the wire (RFC 4253, section 6.6). */
final class KeyBlobs {

    private KeyBlobs() {}

    /** {@return the key on the wire}, or throws {@link IllegalArgumentException} when SSH has no such keys. */
    static byte[] of(PublicKey key) {
        MinaSecurity.prepare();
        ByteArrayBuffer buffer = new ByteArrayBuffer();
        try {
            buffer.putRawPublicKey(key);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("SSH has no keys of the kind " + key.getAlgorithm(), e);
        }
        return buffer.getCompactData();
    }
}
