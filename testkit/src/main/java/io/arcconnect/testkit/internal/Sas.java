package io.arcconnect.testkit.internal;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Shared access signatures, signed and checked as the service does (protocol.md 3.10). */
public final class Sas {

    private static final String SCHEME = "SharedAccessSignature ";

    private Sas() {}

    /**
     * Signs.
     *
     * @param uri what the token opens, such as {@code http://host/path/}
     * @param keyName name of the key
     * @param key the key
     * @param expiry when the token ends
     * @return the token
     */
    public static String sign(String uri, String keyName, byte[] key, Instant expiry) {
        String resource = encode(uri);
        String signature = encode(hmac(key, resource + "\n" + expiry.getEpochSecond()));
        return SCHEME + "sr=" + resource + "&sig=" + signature + "&se=" + expiry.getEpochSecond() + "&skn="
                + encode(keyName);
    }

    /** What a token is worth. */
    public enum Verdict {
        /** It opens the path. */
        GOOD,
        /** It is not a shared access signature. */
        MALFORMED,
        /** Its key is unknown or its signature is wrong. */
        FORGED,
        /** It is for another host. */
        OTHER_AUDIENCE,
        /** It has ended. */
        EXPIRED,
        /** It is for another path. */
        OTHER_PATH,
        /** Its key does not have the right that is needed. */
        MISSING_RIGHT
    }

    /**
     * Checks a token.
     *
     * @param token as received
     * @param keys the keys by name
     * @param right name of the key that has the right
     * @param host the namespace's host, a port allowed
     * @param path path of the hybrid connection
     * @param now the time
     * @return what it is worth
     */
    public static Verdict check(
            String token, Map<String, byte[]> keys, String right, String host, String path, Instant now) {
        if (!token.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Verdict.MALFORMED;
        }
        Map<String, String> fields = fields(token.substring(SCHEME.length()));
        long end;
        try {
            end = Long.parseLong(fields.getOrDefault("se", ""));
        } catch (NumberFormatException malformed) {
            return Verdict.MALFORMED;
        }
        String resource = fields.getOrDefault("sr", "");
        String keyName = decode(fields.getOrDefault("skn", ""));
        byte[] key = keys.get(keyName);
        if (key == null
                || !MessageDigest.isEqual(
                        hmac(key, resource + "\n" + end).getBytes(StandardCharsets.UTF_8),
                        decode(fields.getOrDefault("sig", "")).getBytes(StandardCharsets.UTF_8))) {
            return Verdict.FORGED;
        }
        String opened = decode(resource).toLowerCase(Locale.ROOT).replaceFirst("^[a-z]+://", "");
        String wanted = (host + "/" + path + "/").toLowerCase(Locale.ROOT);
        if (!opened.startsWith(host.toLowerCase(Locale.ROOT) + "/")) {
            return Verdict.OTHER_AUDIENCE;
        }
        if (end <= now.getEpochSecond()) {
            return Verdict.EXPIRED;
        }
        if (!wanted.startsWith(opened.endsWith("/") ? opened : opened + "/")) {
            return Verdict.OTHER_PATH;
        }
        return keyName.equals(right) ? Verdict.GOOD : Verdict.MISSING_RIGHT;
    }

    /**
     * When a token ends.
     *
     * @param token one that {@link #check} found good
     * @return its end
     */
    public static Instant expiry(String token) {
        return Instant.ofEpochSecond(
                Long.parseLong(fields(token.substring(SCHEME.length())).getOrDefault("se", "0")));
    }

    static String hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Map<String, String> fields(String text) {
        Map<String, String> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String field : text.split("&", -1)) {
            int equals = field.indexOf('=');
            if (equals > 0) {
                fields.put(field.substring(0, equals), field.substring(equals + 1));
            }
        }
        return fields;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return "";
        }
    }
}
