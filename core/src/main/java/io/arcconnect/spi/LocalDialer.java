package io.arcconnect.spi;

import reactor.core.publisher.Mono;

/** Connects to what this computer reaches: the near end of a forward that begins on a machine. */
@FunctionalInterface
public interface LocalDialer {

    /**
     * Opens a TCP connection, never through a proxy. {@code localhost} is 127.0.0.1; other names are resolved without
     * blocking.
     *
     * <p><b>Subscribing</b> connects. <b>Error:</b> {@link java.io.IOException} when nothing answers, within 30 seconds.
     * <b>Cancel</b> gives up; a connection that is ready at that moment is closed.
     *
     * @param host a name or an address
     * @param port 1 to 65535
     * @return the open connection, with half-close
     */
    Mono<DuplexStream> dial(String host, int port);
}
