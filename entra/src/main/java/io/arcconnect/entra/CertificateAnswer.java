package io.arcconnect.entra;

import io.arcconnect.ssh.SshCertificate;

/** Reads the token that Entra ID gives: the Base64 of an OpenSSH certificate, without its type (protocol.md 6.3). Pure. */
final class CertificateAnswer {

    private static final String TYPE = "ssh-rsa-cert-v01@openssh.com";

    private CertificateAnswer() {}

    /** Puts key and certificate together, or throws an {@link EntraException}. */
    static SshCertificate read(CertificateRequest request, String token) {
        try {
            SshCertificate certificate = SshCertificate.of(request.pair(), TYPE + " " + token);
            if (certificate.principals().isEmpty()) {
                throw EntraFailures.unusable("it names nobody who may log in", null);
            }
            return certificate;
        } catch (IllegalArgumentException e) {
            throw EntraFailures.unusable(String.valueOf(e.getMessage()), e);
        }
    }
}
