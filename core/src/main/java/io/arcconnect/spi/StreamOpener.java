package io.arcconnect.spi;

import java.util.Optional;
import reactor.core.publisher.Mono;

/** A session that can open further streams from the machine's side, such as SSH with {@code direct-tcpip} channels. */
public interface StreamOpener extends AsyncCloseable {

    /**
     * Opens a stream from the machine to a host and port.
     *
     * <p><b>Subscribing</b> opens one. <b>Error:</b> the session's own exception when the machine refuses.
     *
     * @param host as the machine resolves it, such as {@code localhost}
     * @param port 1 to 65535
     * @return the open stream
     */
    Mono<DuplexStream> openStream(String host, int port);

    /** {@return who is logged in, where the session knows} */
    default Optional<String> user() {
        return Optional.empty();
    }

    /** {@return the id under which the relay knows the connection that this runs over, where the session knows} */
    default Optional<String> trackingId() {
        return Optional.empty();
    }
}
