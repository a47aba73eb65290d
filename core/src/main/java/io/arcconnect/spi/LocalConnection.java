package io.arcconnect.spi;

import java.net.InetSocketAddress;

/** A connection that a program of this computer made to a port bound by a {@link LocalListener}. */
public interface LocalConnection extends DuplexStream {

    /** {@return where the program's end is, as it was when the connection was accepted} */
    InetSocketAddress remoteAddress();

    /** {@return where this end is: the bound port} */
    InetSocketAddress localAddress();
}
