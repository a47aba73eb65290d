package io.arcconnect.ssh.internal.knownhosts;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A public key as OpenSSH's files have it (RFC 4253, section 6.6).
 *
 * @param type such as {@code ssh-ed25519}
 * @param base64 the key's bytes, in the one form that has padding and no surplus
 */
public record PublicKeyText(String type, String base64) {

    private static final Pattern SPACE = Pattern.compile("[ \\t]+");
    private static final Pattern TYPE = Pattern.compile("[A-Za-z0-9@._-]{1,100}");

    /** Far more than a key of 16,384 bits needs. */
    private static final int LONGEST = 16 * 1024;

    /**
     * Reads {@code type base64}, whatever follows.
     *
     * @param line such as a line of a {@code .pub} file
     * @return the key; empty when it is none, or its bytes say another type than the text
     */
    public static Optional<PublicKeyText> parse(String line) {
        String[] words = SPACE.split(line.strip(), 3);
        return words.length < 2 ? Optional.empty() : of(words[0], words[1]);
    }

    /**
     * Checks both parts against each other.
     *
     * @param type as the text says
     * @param base64 with or without padding
     * @return the key; empty when it is none
     */
    public static Optional<PublicKeyText> of(String type, String base64) {
        if (!TYPE.matcher(type).matches() || base64.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            byte[] blob = Base64.getDecoder().decode(base64);
            return type.equals(typeOf(blob))
                    ? Optional.of(new PublicKeyText(type, Base64.getEncoder().encodeToString(blob)))
                    : Optional.empty();
        } catch (IllegalArgumentException | BufferUnderflowException malformed) {
            return Optional.empty();
        }
    }

    private static String typeOf(byte[] blob) {
        ByteBuffer in = ByteBuffer.wrap(blob);
        int length = in.getInt();
        if (length < 0 || length >= in.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] name = new byte[length];
        in.get(name);
        return new String(name, StandardCharsets.US_ASCII);
    }

    /** {@return {@code SHA256:} and 43 characters, as {@code ssh-keygen -l} prints it} */
    public String fingerprint() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(Base64.getDecoder().decode(base64));
            return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    /** {@return {@code type base64}} */
    @Override
    public String toString() {
        return type + " " + base64;
    }
}
