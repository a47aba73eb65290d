package io.arcconnect.spi;

import java.util.Optional;
import reactor.core.publisher.Mono;

/** A session that can open further streams from the machine's side, such as SSH with {@code direct-tcpip} channels. */
public interface StreamOpener extends AsyncCloseable {

    /**
     * Opens a stream from the machine to a host and port.
     *
     * <p><b>Subscribing</b> opens one. <b>Cancel</b> aborts it, and a stream that is ready at that moment is closed. The end of
     * the session ends the streams that it opened, lost ones with an error.
     *
     * <p><b>Error</b>, in words that every carrier uses: {@code stream.prohibited} ({@link
     * io.arcconnect.error.ArcReason#STREAM_PROHIBITED}) when the machine's policy forbids the stream, {@code
     * stream.target_refused} ({@link io.arcconnect.error.ArcReason#STREAM_TARGET_REFUSED}) when nothing answers there or the
     * name is unknown. Any other refusal has the session's own reason, such as {@code ssh.channel_refused}, and so has the
     * loss of the session. The exception's type is the session's own.
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
