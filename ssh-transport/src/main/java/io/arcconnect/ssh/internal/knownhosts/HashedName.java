package io.arcconnect.ssh.internal.knownhosts;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** {@code |1|salt|hash}: HMAC-SHA1 of the name, keyed by the salt (ssh-keygen -H). Pure. */
final class HashedName {

    private static final String PREFIX = "|1|";
    private static final String ALGORITHM = "HmacSHA1";

    private HashedName() {}

    static boolean is(String names) {
        return names.startsWith(PREFIX);
    }

    static boolean matches(String names, String host) {
        String[] parts = names.substring(PREFIX.length()).split("\\|", -1);
        if (parts.length != 2) {
            return false;
        }
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(parts[0]), ALGORITHM));
            byte[] hash = mac.doFinal(host.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
            return MessageDigest.isEqual(hash, Base64.getDecoder().decode(parts[1]));
        } catch (GeneralSecurityException | IllegalArgumentException malformed) {
            return false;
        }
    }
}
