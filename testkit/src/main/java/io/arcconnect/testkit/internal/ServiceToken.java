package io.arcconnect.testkit.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * The service configuration token: which machine, which port, until when. Opaque to clients (protocol.md 2.2); the agent
 * reads it.
 *
 * @param machine key of the machine
 * @param port the port that may be reached
 * @param expiry when it ends
 */
public record ServiceToken(String machine, int port, Instant expiry) {

    /**
     * Signs.
     *
     * @param key of the agents
     * @return the token
     */
    public String sign(byte[] key) {
        String text = machine + "|" + port + "|" + expiry.getEpochSecond();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8)) + "."
                + signature(key, text);
    }

    /**
     * Reads a token.
     *
     * @param token as received
     * @param key of the agents
     * @return what it says; empty when it is not genuine
     */
    public static Optional<ServiceToken> read(String token, byte[] key) {
        try {
            int dot = token.indexOf('.');
            String text = new String(Base64.getUrlDecoder().decode(token.substring(0, dot)), StandardCharsets.UTF_8);
            if (!MessageDigest.isEqual(
                    signature(key, text).getBytes(StandardCharsets.UTF_8),
                    token.substring(dot + 1).getBytes(StandardCharsets.UTF_8))) {
                return Optional.empty();
            }
            String[] parts = text.split("\\|", -1);
            return Optional.of(new ServiceToken(
                    parts[0], Integer.parseInt(parts[1]), Instant.ofEpochSecond(Long.parseLong(parts[2]))));
        } catch (RuntimeException malformed) {
            return Optional.empty();
        }
    }

    private static String signature(byte[] key, String text) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Base64.getDecoder().decode(Sas.hmac(key, text)));
    }
}
