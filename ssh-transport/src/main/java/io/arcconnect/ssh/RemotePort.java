package io.arcconnect.ssh;

import io.arcconnect.tunnel.PortCounts;

/**
 * An open forward that begins on the machine: whoever connects there, to {@link #address()}, talks to its target, as seen
 * from here. Closing it closes every connection of it, and the session if it has one of its own.
 *
 * <p>{@code onClose()} fails with the cause when the session was lost, unless the forward keeps listening. What fails for
 * one connection ends that connection and is told to the listener of the {@code ArcConnect}; it never ends the forward.
 */
public interface RemotePort extends RemoteEndpoint {

    /** {@return what has gone through so far} */
    PortCounts counts();
}
