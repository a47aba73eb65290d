package io.arcconnect.ssh.internal.keys;

import java.security.PublicKey;
import java.util.Base64;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;

/** Public keys as they are on the wire (RFC 4253, section 6.6). */
public final class KeyBlobs {

    private KeyBlobs() {}

    /** {@return what a line says in OpenSSH's form: type, base64, perhaps a comment}, or throws {@link IllegalArgumentException}. */
    public static byte[] ofLine(String line) {
        String[] words = line.strip().split("\\s+", 3);
        return Base64.getDecoder().decode(words.length < 2 ? "" : words[1]);
    }

    /** {@return the key on the wire}, or throws {@link IllegalArgumentException} when SSH has no such keys. */
    public static byte[] of(PublicKey key) {
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
