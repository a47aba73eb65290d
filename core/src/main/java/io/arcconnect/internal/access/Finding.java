package io.arcconnect.internal.access;

/**
 * What was found out about a connection.
 *
 * @param kind whose it is
 * @param why what speaks against it, for people; empty when it is ours
 */
public record Finding(Kind kind, String why) {

    static final Finding OURS = new Finding(Kind.OURS, "");

    static Finding notOurs(String why) {
        return new Finding(Kind.NOT_OURS, why);
    }

    static Finding cannotTell(String why) {
        return new Finding(Kind.CANNOT_TELL, why);
    }

    /** Whose a connection is. */
    public enum Kind {
        /** Of whom it should be. */
        OURS,
        /** Of somebody else, or nobody can say any more of whom. */
        NOT_OURS,
        /** This system tells of no connection whose it is. Whoever connects cannot bring this about. */
        CANNOT_TELL
    }
}
