package io.arcconnect.ssh.internal.connection;

import io.arcconnect.ssh.internal.hostkeys.HostCertificate;
import io.arcconnect.ssh.internal.hostkeys.ShownHostKey;
import io.arcconnect.ssh.internal.knownhosts.PublicKeyText;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.OpenSshCertificate;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.common.signature.Signature;

/** MINA's keys and certificates as ours. */
final class MinaHostKeys {

    /** What OpenSSH lets authorities sign with (ssh_config(5), CASignatureAlgorithms); not SHA-1. */
    private static final Set<String> SAFE = Set.of(
            "ssh-ed25519",
            "ecdsa-sha2-nistp256",
            "ecdsa-sha2-nistp384",
            "ecdsa-sha2-nistp521",
            "sk-ssh-ed25519@openssh.com",
            "sk-ecdsa-sha2-nistp256@openssh.com",
            "rsa-sha2-512",
            "rsa-sha2-256");

    private MinaHostKeys() {}

    static ShownHostKey shown(PublicKey key) {
        return key instanceof OpenSshCertificate certificate
                ? new ShownHostKey(text(certificate.getCertPubKey()), Optional.of(certificate(certificate)))
                : new ShownHostKey(text(key), Optional.empty());
    }

    private static PublicKeyText text(PublicKey key) {
        return PublicKeyText.parse(PublicKeyEntry.toString(key))
                .orElseThrow(() -> new IllegalArgumentException("a host key of an unknown kind"));
    }

    private static HostCertificate certificate(OpenSshCertificate from) {
        return new HostCertificate(
                from.getId(),
                OpenSshCertificate.Type.HOST.equals(from.getType()),
                List.copyOf(from.getPrincipals()),
                from.getValidAfter(),
                from.getValidBefore(),
                from.getCriticalOptions().stream()
                        .map(OpenSshCertificate.CertificateOption::getName)
                        .toList(),
                text(from.getCaPubKey()),
                isSigned(from));
    }

    private static boolean isSigned(OpenSshCertificate certificate) {
        try {
            String algorithm = certificate.getSignatureAlgorithm();
            PublicKey authority = certificate.getCaPubKey();
            if (!SAFE.contains(algorithm)
                    || !KeyUtils.getKeyType(authority).equals(KeyUtils.getCanonicalKeyType(algorithm))) {
                return false;
            }
            Signature verifier = BuiltinSignatures.fromFactoryName(algorithm).create();
            verifier.initVerifier(null, authority);
            verifier.update(null, certificate.getMessage());
            return verifier.verify(null, certificate.getSignature());
        } catch (Exception unreadable) {
            return false;
        }
    }
}
