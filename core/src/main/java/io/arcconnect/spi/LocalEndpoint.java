package io.arcconnect.spi;

import java.net.InetSocketAddress;

/** A bound local port. Closing it stops listening and closes what it accepted. */
public interface LocalEndpoint extends AsyncCloseable {

    /** {@return where it listens: a loopback address and the port that was chosen} */
    InetSocketAddress localAddress();
}
