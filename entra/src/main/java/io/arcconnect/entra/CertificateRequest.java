package io.arcconnect.entra;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;

/**
 * A key and the fields of a token request that ask for a certificate of it (protocol.md 6.1). A key is used for one
 * certificate, and is never anywhere but in memory.
 */
record CertificateRequest(KeyPair pair) {

    /** Entra ID certifies RSA keys only; this is the size that ssh-keygen makes, as the Azure CLI uses it. */
    static final int KEY_BITS = 3072;

    /** Makes a key, which takes about a second of CPU. */
    static CertificateRequest create(int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return new CertificateRequest(generator.generateKeyPair());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JVM has RSA", impossible);
        }
    }

    /** {@return what goes into the form, beside the fields of the grant} */
    Map<String, String> fields() {
        RSAPublicKey key = (RSAPublicKey) pair.getPublic();
        String n = number(key.getModulus());
        String e = number(key.getPublicExponent());
        String id = sha256(n + e);
        return Map.of(
                "token_type",
                "ssh-cert",
                "req_cnf",
                "{\"kty\":\"RSA\",\"n\":\"%s\",\"e\":\"%s\",\"kid\":\"%s\"}".formatted(n, e, id),
                "key_id",
                id);
    }

    /** {@return the number as a JWK has it: big-endian, without a sign's zero, without padding (RFC 7518, section 6.3.1)} */
    private static String number(BigInteger number) {
        byte[] bytes = number.toByteArray();
        byte[] plain = bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain);
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JVM has SHA-256", impossible);
        }
    }

    /** {@return the form's names only} */
    @Override
    public String toString() {
        return "CertificateRequest[RSA]";
    }
}
