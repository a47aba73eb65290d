package io.arcconnect.testkit.internal.entra;

import io.arcconnect.testkit.internal.Json;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.sshd.certificate.OpenSshCertificateBuilder;
import org.apache.sshd.common.config.keys.OpenSshCertificate;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;

/** Signs user certificates with a key of its own, which nobody else has (protocol.md 6.1, 6.3). */
public final class CertificateIssuer {

    private final KeyPair authority;
    private final AtomicLong serials = new AtomicLong();

    /** Makes the authority's key. */
    public CertificateIssuer() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            authority = generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** {@return the authority's public key} */
    public PublicKey publicKey() {
        return authority.getPublic();
    }

    /** {@return the authority's public key as a line of {@code TrustedUserCAKeys}} */
    public String line() {
        return PublicKeyEntry.toString(authority.getPublic());
    }

    /** Issues one, as the Base64 that a token response has, or refuses a request whose fields do not belong together. */
    String issue(Map<String, String> fields, String principal, Instant from, Instant until) {
        PublicKey key = requestedKey(fields);
        try {
            OpenSshCertificate certificate = OpenSshCertificateBuilder.userCertificate()
                    .serial(serials.incrementAndGet())
                    .id(principal)
                    .publicKey(key)
                    .principals(List.of(principal))
                    .validAfter(from.getEpochSecond())
                    .validBefore(until.getEpochSecond())
                    .extensions(Map.of("permit-pty", "", "permit-port-forwarding", ""))
                    .sign(authority);
            ByteArrayBuffer blob = new ByteArrayBuffer();
            blob.putRawPublicKey(certificate);
            return Base64.getEncoder().encodeToString(blob.getCompactData());
        } catch (Exception failed) {
            throw new IllegalStateException("cannot issue a certificate", failed);
        }
    }

    private static PublicKey requestedKey(Map<String, String> fields) {
        Map<String, Object> jwk;
        try {
            jwk = Json.read(fields.getOrDefault("req_cnf", ""));
        } catch (IllegalArgumentException malformed) {
            throw refusal("req_cnf is not the JSON text of a key.");
        }
        String n = Json.text(jwk, "n");
        String e = Json.text(jwk, "e");
        String id = Json.text(jwk, "kid");
        if (!"RSA".equals(jwk.get("kty")) || !sha256(n + e).equals(id) || !id.equals(fields.get("key_id"))) {
            throw refusal("req_cnf and key_id do not belong together.");
        }
        try {
            return KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(number(n), number(e)));
        } catch (GeneralSecurityException | IllegalArgumentException malformed) {
            throw refusal("req_cnf is no RSA key.");
        }
    }

    private static EntraRefusal refusal(String what) {
        return new EntraRefusal(400, "invalid_request", 900144, what);
    }

    private static BigInteger number(String text) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(text));
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
