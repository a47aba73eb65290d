package io.arcconnect.error;

/**
 * Why something failed, as a program reads it. Each module has one enum that implements this; a foreign protocol brings
 * its own.
 */
public interface ErrorReason {

    /** {@return the stable code, such as {@code relay.target_refused}; never renamed once released} */
    String code();

    /** {@return whether the same call may succeed later without anybody changing anything} */
    boolean isTransient();

    /** {@return whether it says that a connection or session that was open is gone, with all that it carried} */
    default boolean isLoss() {
        return false;
    }

    /** {@return one or two sentences that say what to do, ending with a full stop} */
    String remedy();
}
