package io.arcconnect.ssh;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A line of a known-hosts file: {@code [@marker] names type key [comment]} (sshd(8), SSH_KNOWN_HOSTS FILE FORMAT). MINA's
 * own reader refuses names with a slash, and a resource id has many.
 *
 * @param marker {@code cert-authority} or {@code revoked}, without the {@code @}
 * @param names names, patterns, or one hashed name
 * @param key type and key in base64, as in an authorized-keys file
 */
record KnownHostsLine(Optional<String> marker, String names, String key) {

    private static final Pattern SPACE = Pattern.compile("[ \\t]+");
    private static final String HASHED = "|1|";

    /** Reads a line. Comments, blank lines and what is too short are nothing. */
    static Optional<KnownHostsLine> parse(String line) {
        String text = line.strip();
        if (text.isEmpty() || text.startsWith("#")) {
            return Optional.empty();
        }
        List<String> words = List.of(SPACE.split(text));
        boolean marked = words.get(0).startsWith("@");
        List<String> rest = marked ? words.subList(1, words.size()) : words;
        if (rest.size() < 3) {
            return Optional.empty();
        }
        return Optional.of(new KnownHostsLine(
                marked ? Optional.of(words.get(0).substring(1)) : Optional.empty(),
                rest.get(0),
                rest.get(1) + " " + rest.get(2)));
    }

    boolean isRevoked() {
        return marker.filter("revoked"::equals).isPresent();
    }

    /** {@return whether the key is that of a host itself: plain or revoked, not of an authority} */
    boolean isHostKey() {
        return marker.isEmpty() || isRevoked();
    }

    /** Says whether the line is about a host; a negated pattern that matches excludes it. */
    boolean matches(String host) {
        if (names.startsWith(HASHED)) {
            return matchesHash(host);
        }
        boolean found = false;
        for (String pattern : names.split(",", -1)) {
            boolean negated = pattern.startsWith("!");
            if (glob(negated ? pattern.substring(1) : pattern).matcher(host).matches()) {
                if (negated) {
                    return false;
                }
                found = true;
            }
        }
        return found;
    }

    private static Pattern glob(String pattern) {
        StringBuilder regex = new StringBuilder();
        for (char c : pattern.toLowerCase(Locale.ROOT).toCharArray()) {
            regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
        }
        return Pattern.compile(regex.toString());
    }

    /** {@code |1|salt|hash}: HMAC-SHA1 of the name, keyed by the salt (ssh-keygen -H). */
    private boolean matchesHash(String host) {
        String[] parts = names.substring(HASHED.length()).split("\\|", -1);
        if (parts.length != 2) {
            return false;
        }
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(parts[0]), "HmacSHA1"));
            byte[] hash = mac.doFinal(host.getBytes(StandardCharsets.UTF_8));
            return MessageDigest.isEqual(hash, Base64.getDecoder().decode(parts[1]));
        } catch (GeneralSecurityException | IllegalArgumentException malformed) {
            return false;
        }
    }
}
