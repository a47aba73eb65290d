package io.arcconnect.ssh.internal.keys;

import io.arcconnect.ssh.internal.wire.WireReader;
import java.nio.ByteBuffer;
import reactor.core.publisher.Mono;

/** A key that can sign, wherever its private half is. */
public interface SshKey {

    /** {@return the public key or the certificate on the wire} */
    ByteBuffer blob();

    /** {@return the signature with its algorithm, as a login sends it; empty when whoever opens the key gives up} */
    Mono<byte[]> sign(String algorithm, byte[] data);

    /** {@return whether a signature needs nobody: no passphrase, no agent that may ask for a touch} */
    default boolean isAtHand() {
        return false;
    }

    /** {@return such as {@code ssh-ed25519} or {@code ssh-rsa-cert-v01@openssh.com}} */
    default String type() {
        return new WireReader(blob()).readText();
    }

    /** {@return as {@code ssh-keygen -l} prints it; of a certificate, its key's} */
    default String fingerprint() {
        return fingerprint(blob());
    }

    static String fingerprint(ByteBuffer blob) {
        String type = new WireReader(blob).readText();
        return Fingerprints.of(
                type.endsWith(CertificateFields.SUFFIX)
                        ? CertificateFields.parse(bytes(blob)).plainKey()
                        : blob);
    }

    static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    /** {@return the same key, offered as a certificate} */
    default SshKey certified(ByteBuffer certificate) {
        SshKey plain = this;
        return new SshKey() {
            @Override
            public ByteBuffer blob() {
                return certificate;
            }

            @Override
            public Mono<byte[]> sign(String algorithm, byte[] data) {
                return plain.sign(algorithm, data);
            }

            @Override
            public boolean isAtHand() {
                return plain.isAtHand();
            }
        };
    }
}
