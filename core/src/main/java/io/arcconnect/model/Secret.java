package io.arcconnect.model;

import java.util.Objects;

/**
 * A text that must not be printed. {@link #toString()} hides it; only {@link #reveal()} gives it away, so every place
 * that uses one can be found by searching for that word.
 *
 * <p>It cannot be erased: its text is in strings already when it comes out of an answer, goes into strings again in the
 * headers of a dial, and erasing it would race with dials under way. What keeps secrets lets go of them instead, and the
 * garbage collector takes them.
 *
 * <p>Equality compares the hidden text in constant time.
 */
public final class Secret {

    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /**
     * Hides a text.
     *
     * @param value not empty
     * @return the secret
     * @throws IllegalArgumentException when empty
     */
    public static Secret of(String value) {
        if (Objects.requireNonNull(value, "value").isEmpty()) {
            throw new IllegalArgumentException("a secret must not be empty");
        }
        return new Secret(value);
    }

    /** {@return a secret without characters: the answer to a prompt that wants the Enter key alone} */
    public static Secret empty() {
        return new Secret("");
    }

    /** {@return the hidden text; do not log it, do not put it into an exception or a command line} */
    public String reveal() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret that
                && java.security.MessageDigest.isEqual(
                        value.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        that.value.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    /** {@return a constant, so that a secret's hash gives nothing away} */
    @Override
    public int hashCode() {
        return Secret.class.hashCode();
    }

    /** {@return {@code ***}} */
    @Override
    public String toString() {
        return "***";
    }
}
