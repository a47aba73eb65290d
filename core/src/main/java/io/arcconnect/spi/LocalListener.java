package io.arcconnect.spi;

import java.net.InetSocketAddress;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** Binds local ports. */
@FunctionalInterface
public interface LocalListener {

    /**
     * Binds a port and serves every connection made to it.
     *
     * <p><b>Subscribing</b> binds. <b>Error:</b> {@link java.net.BindException} when the port is taken,
     * {@link IllegalArgumentException} when the address is not a loopback address. An error of {@code onAccept} closes that
     * connection only.
     *
     * @param address a loopback address; port 0 lets the system choose
     * @param onAccept serves one connection, which is closed when the returned publisher ends
     * @return the bound port
     */
    Mono<LocalEndpoint> bind(InetSocketAddress address, Function<LocalConnection, Mono<Void>> onAccept);
}
