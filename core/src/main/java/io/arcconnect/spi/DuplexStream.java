package io.arcconnect.spi;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Bytes in both directions over one connection. Message borders carry no meaning.
 *
 * <p>A stream is safe to use from any thread, one operation per direction at a time.
 */
public interface DuplexStream extends AsyncCloseable {

    /**
     * Receives what the other side sends.
     *
     * <p><b>Subscribers:</b> one, once; a second gets {@link IllegalStateException}. <b>Demand</b> is the back-pressure:
     * what nobody asked for stays, after a bounded buffer, in the other side's socket. <b>Items</b> are heap buffers that
     * belong to the subscriber. <b>Completion:</b> the other side closed in order, or this side did. <b>Error:</b> the
     * cause, when the connection was lost; over the relay a {@code RelayException}. <b>Cancel:</b> the stream stays open
     * and what arrives from then on is dropped.
     *
     * @return the received bytes
     */
    Flux<ByteBuffer> receive();

    /**
     * Sends bytes.
     *
     * <p><b>Completion:</b> completes when all bytes were accepted: handed to the connection, with at most 512 KiB not yet
     * written to the socket. That bound is the back-pressure. <b>Error:</b> the cause of the loss, the publisher's own
     * error, or {@link IllegalStateException} while another send is under way. <b>Buffers</b> belong to the stream until it
     * completes; their content is not modified. <b>Subscribing</b> subscribes to the publisher, maybe on another thread.
     * <b>Cancel</b> cancels the publisher; what was accepted is sent.
     *
     * @param bytes what to send
     * @return the end of sending
     */
    Mono<Void> send(Publisher<ByteBuffer> bytes);

    /**
     * Says that no more bytes will be sent, where the connection can: an SSH channel sends EOF, a TCP socket shuts down its
     * output. A relay connection has no half-close (protocol.md 3.5); there this completes without effect.
     *
     * @return completes empty when it was said
     */
    Mono<Void> endOutput();

    /**
     * Finds this stream as it is for code that never blocks, such as a pump: what is received and sent needs no change of
     * threads. It is the same stream, of which one view is used at a time for each direction.
     *
     * @return the view; this, unless the implementation has another
     */
    default DuplexStream onEventLoop() {
        return this;
    }

    /** {@return the id under which the relay knows this connection; empty where it is no relay's, or nobody knows} */
    default Optional<String> trackingId() {
        return Optional.empty();
    }
}
