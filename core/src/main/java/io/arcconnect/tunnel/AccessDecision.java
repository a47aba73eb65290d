package io.arcconnect.tunnel;

import java.util.Objects;

/**
 * What a {@link LocalAccess} decided about one connection.
 *
 * @param verdict what is done
 * @param reason why, in words for whoever reads the log; empty when there is nothing to say
 */
public record AccessDecision(Verdict verdict, String reason) {

    private static final AccessDecision ADMITTED = new AccessDecision(Verdict.ADMITTED, "");

    /**
     * Checks.
     *
     * @param verdict what is done
     * @param reason why
     */
    public AccessDecision {
        Objects.requireNonNull(verdict, "verdict");
        Objects.requireNonNull(reason, "reason");
    }

    /** {@return the connection is carried} */
    public static AccessDecision admitted() {
        return ADMITTED;
    }

    /**
     * Admits because the operating system cannot tell whose connection it is. A tunnel says so, once.
     *
     * @param reason why it cannot
     * @return the connection is carried
     */
    public static AccessDecision unknown(String reason) {
        return new AccessDecision(Verdict.UNKNOWN, reason);
    }

    /**
     * Refuses.
     *
     * @param reason why, without secrets
     * @return the connection is closed, and nothing that it sent goes further
     */
    public static AccessDecision refused(String reason) {
        return new AccessDecision(Verdict.REFUSED, reason);
    }

    /** {@return whether the connection is carried} */
    public boolean isAdmitted() {
        return verdict != Verdict.REFUSED;
    }

    /** What is done with a connection. */
    public enum Verdict {
        /** It is carried. */
        ADMITTED,
        /** It is carried, though the operating system cannot tell whose it is. */
        UNKNOWN,
        /** It is closed. */
        REFUSED
    }
}
