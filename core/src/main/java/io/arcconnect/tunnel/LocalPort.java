package io.arcconnect.tunnel;

import io.arcconnect.spi.LocalEndpoint;
import java.util.List;

/**
 * An open tunnel: whoever may connect to {@link #localAddress()} talks to its target, as seen from the machine. Closing it
 * closes every connection of it, and the session below if it has one of its own.
 *
 * <p>{@code onClose()} fails with the cause when the session was lost, unless the tunnel keeps listening. What fails for one
 * connection ends that connection; it never ends the tunnel.
 */
public interface LocalPort extends LocalEndpoint {

    /** {@return what has gone through so far} */
    PortCounts counts();

    /** {@return the connections that are open now, oldest first; a copy} */
    List<OpenConnection> connections();
}
