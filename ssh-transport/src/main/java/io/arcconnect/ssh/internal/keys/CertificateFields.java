package io.arcconnect.ssh.internal.keys;

import io.arcconnect.ssh.internal.wire.WireReader;
import io.arcconnect.ssh.internal.wire.WireWriter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What an OpenSSH certificate says, without the authority's signature, which is the server's to check
 * (draft-ietf-sshm-openssh-certs, known from OpenSSH's PROTOCOL.certkeys). Pure.
 *
 * @param type such as {@code ssh-rsa-cert-v01@openssh.com}
 * @param plainKey the public key that is certified, in the form of a key without a certificate
 * @param kind 1 for a user, 2 for a host
 */
public record CertificateFields(
        String type,
        ByteBuffer plainKey,
        long serial,
        long kind,
        String keyId,
        List<String> principals,
        long validAfter,
        long validBefore) {

    public static final long USER = 1;
    public static final String SUFFIX = "-cert-v01@openssh.com";

    /** How many fields the key has in each type of certificate. */
    private static final Map<String, Integer> KEY_FIELDS = Map.of(
            "ssh-rsa", 2,
            "ssh-dss", 4,
            "ssh-ed25519", 1,
            "ecdsa-sha2-nistp256", 2,
            "ecdsa-sha2-nistp384", 2,
            "ecdsa-sha2-nistp521", 2,
            "sk-ssh-ed25519", 2,
            "sk-ecdsa-sha2-nistp256", 3);

    /** Reads one, or throws {@link WireReader.Malformed}. */
    public static CertificateFields parse(byte[] blob) {
        WireReader in = new WireReader(blob);
        String type = in.readText();
        String plain = plainType(type);
        Integer fields = KEY_FIELDS.get(plain);
        if (!type.endsWith(SUFFIX) || fields == null) {
            throw new WireReader.Malformed("its type is none of an OpenSSH certificate");
        }
        in.skip(); // a nonce
        WireWriter key = new WireWriter().writeText(plain.startsWith("sk-") ? plain + "@openssh.com" : plain);
        for (int i = 0; i < fields; i++) {
            if (plain.equals("ssh-rsa")) {
                key.writeNumber(in.readNumber()); // an issuer may have padded it
            } else {
                key.writeBytes(in.readBytes());
            }
        }
        return new CertificateFields(
                type,
                ByteBuffer.wrap(key.toByteArray()).asReadOnlyBuffer(),
                in.readUint64(),
                in.readUint32(),
                in.readText(),
                texts(in.readBytes()),
                in.readUint64(),
                in.readUint64());
    }

    /** {@return the type of the key in a certificate of this type, or the type itself} */
    public static String plainType(String type) {
        return type.endsWith(SUFFIX) ? type.substring(0, type.length() - SUFFIX.length()) : type;
    }

    private static List<String> texts(byte[] packed) {
        WireReader in = new WireReader(packed);
        List<String> texts = new ArrayList<>();
        while (!in.isAtEnd()) {
            texts.add(in.readText());
        }
        return List.copyOf(texts);
    }
}
