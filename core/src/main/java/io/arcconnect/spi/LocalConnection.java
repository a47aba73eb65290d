package io.arcconnect.spi;

import java.net.InetSocketAddress;
import reactor.core.publisher.Mono;

/** A connection that a program of this computer made to a port bound by a {@link LocalListener}. */
public interface LocalConnection extends DuplexStream {

    /** {@return where the program's end is, as it was when the connection was accepted} */
    InetSocketAddress remoteAddress();

    /** {@return where this end is: the bound port} */
    InetSocketAddress localAddress();

    /**
     * Waits until whatever the port had accepted by now is known. The system gives both addresses to another connection as
     * soon as this one is reset, though nobody here has read that yet, so what it tells about them may be about the other
     * one. Then this connection is over, and {@link #onClose()} says so, before this completes.
     *
     * @return completes empty; at once unless the listener knows better
     */
    default Mono<Void> settled() {
        return Mono.empty();
    }
}
