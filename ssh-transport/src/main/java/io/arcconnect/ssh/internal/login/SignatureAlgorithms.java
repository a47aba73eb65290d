package io.arcconnect.ssh.internal.login;

import io.arcconnect.ssh.internal.keys.CertificateFields;
import java.util.List;
import java.util.Set;

/** Which signatures a key is offered with. Pure. */
final class SignatureAlgorithms {

    private static final String RSA = "ssh-rsa";
    private static final String SHA_512 = "rsa-sha2-512";
    private static final String SHA_256 = "rsa-sha2-256";

    private SignatureAlgorithms() {}

    /**
     * Chooses for a type of key.
     *
     * @param type of a key or a certificate
     * @param told what the server says it takes; empty when it does not say
     * @return signature algorithms to try in turn, one at least. An RSA key has two that are safe (RFC 8332), and a server that
     *     does not say may know only one; SHA-1 is none of them
     */
    static List<String> of(String type, Set<String> told) {
        String plain = CertificateFields.plainType(type);
        if (!plain.equals(RSA)) {
            return List.of(plain.startsWith("sk-") && !plain.contains("@") ? plain + "@openssh.com" : plain);
        }
        if (told.contains(SHA_512)) {
            return List.of(SHA_512);
        }
        return told.contains(SHA_256) ? List.of(SHA_256) : List.of(SHA_512, SHA_256);
    }

    /** {@return how a request names the algorithm for a key or certificate of this type} */
    static String requestName(String type, String algorithm) {
        if (!type.endsWith(CertificateFields.SUFFIX)) {
            return algorithm;
        }
        return type.startsWith(RSA) ? algorithm + CertificateFields.SUFFIX : type;
    }
}
