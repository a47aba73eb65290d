package io.arcconnect.ssh;

import io.arcconnect.spi.LocalEndpoint;

/**
 * An open forward: whoever connects to {@link #localAddress()} talks to its target, as seen from the machine. Closing it
 * closes every connection of it, and the session if it has one of its own.
 *
 * <p>{@code onClose()} fails with the cause when the session was lost, unless the forward keeps listening. What fails for
 * one connection ends that connection and is told to the listener of the {@code ArcConnect}; it never ends the forward.
 */
public interface PortForward extends LocalEndpoint {

    /** {@return what has gone through so far} */
    ForwardCounts counts();
}
