package io.arcconnect.ssh;

import io.arcconnect.ssh.internal.keys.CertificateFields;
import io.arcconnect.ssh.internal.keys.KeyBlobs;
import io.arcconnect.ssh.internal.wire.WireReader;
import java.nio.ByteBuffer;
import java.security.KeyPair;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Objects;

/**
 * A key pair with an OpenSSH user certificate for it: an authority's word who may log in with the key, and until when.
 * Printing one is safe. Immutable.
 */
public final class SshCertificate {

    private final KeyPair pair;
    private final byte[] blob;
    private final CertificateFields fields;

    private SshCertificate(KeyPair pair, byte[] blob, CertificateFields fields) {
        this.pair = pair;
        this.blob = blob;
        this.fields = fields;
    }

    /**
     * Puts a key and its certificate together. The authority's signature is not checked: that is the server's business.
     *
     * @param pair ed25519, ecdsa or rsa
     * @param line as in a {@code -cert.pub} file: type, Base64 and, if you like, a comment
     * @return the two
     * @throws IllegalArgumentException when the line is no certificate of a user, or of another key
     */
    public static SshCertificate of(KeyPair pair, String line) {
        Objects.requireNonNull(pair, "pair");
        try {
            byte[] blob = KeyBlobs.ofLine(line);
            CertificateFields fields = CertificateFields.parse(blob);
            check(line.strip().split("\\s+", 2)[0].equals(fields.type()), "its type and its content differ");
            check(fields.kind() == CertificateFields.USER, "it certifies a host, not a user");
            check(fields.plainKey().equals(ByteBuffer.wrap(KeyBlobs.of(pair.getPublic()))), "it certifies another key");
            return new SshCertificate(pair, blob, fields);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("not a certificate for this key: " + e.getMessage(), e);
        }
    }

    private static void check(boolean holds, String problem) {
        if (!holds) {
            throw new WireReader.Malformed(problem);
        }
    }

    /** {@return the type, such as {@code ssh-rsa-cert-v01@openssh.com}} */
    public String type() {
        return fields.type();
    }

    /** {@return what the authority calls it, for logs; may be empty} */
    public String keyId() {
        return fields.keyId();
    }

    /** {@return the authority's number for it, unsigned; 0 when it gives none} */
    public long serial() {
        return fields.serial();
    }

    /** {@return who may log in, in the authority's order. Empty means that the server takes it for nobody or for everybody} */
    public List<String> principals() {
        return fields.principals();
    }

    /** {@return from when it is valid} */
    public Instant validAfter() {
        return instant(fields.validAfter());
    }

    /** {@return the first moment when it is not valid any more; {@link Instant#MAX} when there is none} */
    public Instant validBefore() {
        return instant(fields.validBefore());
    }

    /**
     * Says whether it is valid at a moment, by its own words.
     *
     * @param moment when
     * @return whether the moment is between {@link #validAfter} and {@link #validBefore}
     */
    public boolean isValidAt(Instant moment) {
        return !moment.isBefore(validAfter()) && moment.isBefore(validBefore());
    }

    /** {@return type and Base64, as in a {@code -cert.pub} file; nothing in it is secret} */
    public String line() {
        return type() + " " + Base64.getEncoder().encodeToString(blob);
    }

    /** Seconds since 1970, unsigned; the largest number means for ever. */
    private static Instant instant(long seconds) {
        return seconds < 0 || seconds > Instant.MAX.getEpochSecond() ? Instant.MAX : Instant.ofEpochSecond(seconds);
    }

    /** {@return the key that is certified, with its private half} */
    public KeyPair pair() {
        return pair;
    }

    /** {@return what the certificate says of itself; nothing of the private key} */
    @Override
    public String toString() {
        return "SshCertificate[" + type() + ", id \"" + keyId() + "\", principals " + principals() + ", valid "
                + validAfter() + " to " + validBefore() + "]";
    }
}
