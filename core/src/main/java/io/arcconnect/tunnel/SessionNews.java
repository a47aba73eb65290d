package io.arcconnect.tunnel;

import org.jspecify.annotations.Nullable;

/** Gets to know what becomes of the sessions below a tunnel. Called on any thread; must not block. */
interface SessionNews<S> {

    /** A session has ended by itself; without a cause, in order. */
    default void lost(S session, @Nullable Throwable cause) {}

    /** Another session is open after one that has ended. */
    default void renewed(S session) {}
}
