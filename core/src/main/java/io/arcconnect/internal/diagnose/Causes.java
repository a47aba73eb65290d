package io.arcconnect.internal.diagnose;

/** What an exception of the network came from. */
final class Causes {

    private static final int DEEPEST = 20;

    private Causes() {}

    static String deepest(Throwable error) {
        Throwable cause = error;
        for (int depth = 0; cause.getCause() != null && depth < DEEPEST; depth++) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
