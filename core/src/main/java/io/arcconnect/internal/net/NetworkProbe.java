package io.arcconnect.internal.net;

import java.util.List;
import reactor.core.publisher.Mono;

/** Looks at the way to a host, one layer at a time. Sends nothing but what the layer itself needs. */
public interface NetworkProbe {

    /**
     * Resolves a name.
     *
     * @param host a name or an address
     * @return its addresses; {@code UnknownHostException} when there is none
     */
    Mono<List<String>> resolve(String host);

    /**
     * Opens a TCP connection to the first hop, and closes it.
     *
     * @param host a name or an address
     * @param port 1 to 65535
     * @return the address that answered; an {@code IOException} when none did
     */
    Mono<String> connect(String host, int port);

    /**
     * Does the TLS handshake, through the proxy where there is one, and closes the connection.
     *
     * @param host a name
     * @param port 1 to 65535
     * @return what the other side showed, believed or not; an {@code IOException} when it came to no certificate
     */
    Mono<TlsPeer> handshake(String host, int port);
}
