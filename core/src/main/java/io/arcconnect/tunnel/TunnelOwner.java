package io.arcconnect.tunnel;

import io.arcconnect.error.ArcConnectException;
import io.arcconnect.error.Failure;
import io.arcconnect.error.ProtocolException;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * What a tunnel is a part of, such as a forward of SSH: it has words of its own for the tunnel's failures, and learns of
 * connections that do not reach the machine. One is made for each opening. Called on any thread; must not block.
 */
public interface TunnelOwner {

    /** Speaks as the tunnel itself does, and wants to know nothing. */
    TunnelOwner NOBODY = new TunnelOwner() {};

    /**
     * Words a failure of the tunnel's own.
     *
     * @param failure with one of {@link TunnelReason}
     * @return the exception, a {@link ProtocolException} unless the owner has its own
     */
    default ArcConnectException failure(Failure failure) {
        return new ProtocolException(failure);
    }

    /**
     * The session below is open.
     *
     * @param user who is logged in, where the session knows
     */
    default void loggedIn(Optional<String> user) {}

    /**
     * A connection was turned away. Of many in one second the first 20 are told.
     *
     * @param peer whose, where known
     * @param why as {@link #failure} has worded it
     */
    default void refused(Optional<InetSocketAddress> peer, ArcConnectException why) {}

    /**
     * A connection that was let in has failed.
     *
     * @param error what ended it
     * @return the same in the owner's words, for the log
     */
    default Throwable failed(Throwable error) {
        return error;
    }
}
