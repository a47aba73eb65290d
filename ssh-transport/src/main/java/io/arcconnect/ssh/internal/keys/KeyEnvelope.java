package io.arcconnect.ssh.internal.keys;

import io.arcconnect.ssh.internal.wire.WireReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * What can be seen of a private key's text without opening it. Pure; never fails, because reading the key will.
 *
 * @param isLocked whether a passphrase is needed
 * @param publicHalf on the wire; OpenSSH's form alone shows it
 */
public record KeyEnvelope(boolean isLocked, Optional<ByteBuffer> publicHalf) {

    private static final String BEGIN = "-----BEGIN OPENSSH PRIVATE KEY-----";
    private static final String END = "-----END OPENSSH PRIVATE KEY-----";

    /** OpenSSH's PROTOCOL.key: this, cipher, key derivation and its options, number of keys, public key, … */
    private static final String MAGIC = "openssh-key-v1\0";

    public static KeyEnvelope of(byte[] text) {
        String key = new String(text, StandardCharsets.ISO_8859_1);
        int begin = key.indexOf(BEGIN);
        int end = key.indexOf(END);
        if (begin >= 0 && end > begin) {
            return openSsh(key.substring(begin + BEGIN.length(), end));
        }
        // RFC 1421 for PEM, RFC 7468 for PKCS#8.
        boolean locked =
                key.contains("Proc-Type: 4,ENCRYPTED") || key.contains("-----BEGIN ENCRYPTED PRIVATE KEY-----");
        return new KeyEnvelope(locked, Optional.empty());
    }

    private static KeyEnvelope openSsh(String base64) {
        try {
            byte[] bytes = Base64.getMimeDecoder().decode(base64);
            ByteBuffer content = ByteBuffer.wrap(bytes);
            content.position(Math.min(bytes.length, MAGIC.length()));
            WireReader in = new WireReader(content);
            boolean isLocked = !in.readText().equals("none");
            in.skip();
            in.skip();
            long keys = in.readUint32();
            return new KeyEnvelope(
                    isLocked, keys == 1 ? Optional.of(ByteBuffer.wrap(in.readBytes())) : Optional.empty());
        } catch (IllegalArgumentException broken) {
            return new KeyEnvelope(false, Optional.empty());
        }
    }
}
