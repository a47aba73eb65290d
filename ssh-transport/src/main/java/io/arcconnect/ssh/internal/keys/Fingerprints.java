package io.arcconnect.ssh.internal.keys;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Set;
import java.util.regex.Pattern;

/** Public keys by what {@code ssh-keygen -l} prints of them. Pure. */
public final class Fingerprints {

    private static final Pattern FINGERPRINT = Pattern.compile("SHA256:[A-Za-z0-9+/]{43}");

    private Fingerprints() {}

    /** {@return the fingerprint of a key on the wire, without a certificate} */
    static String of(ByteBuffer blob) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(blob.duplicate());
            return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** {@return the same set}, or throws {@link IllegalArgumentException} */
    public static Set<String> checked(Set<String> fingerprints) {
        for (String fingerprint : fingerprints) {
            if (!FINGERPRINT.matcher(fingerprint).matches()) {
                throw new IllegalArgumentException(
                        "not a SHA-256 fingerprint, such as ssh-keygen -l prints (SHA256: and 43 characters): \""
                                + fingerprint + '"');
            }
        }
        return fingerprints;
    }
}
