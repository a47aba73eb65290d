package io.arcconnect.spi;

import reactor.core.publisher.Mono;

/** Joins two streams into one: what a port forward is made of. */
public final class StreamPump {

    private StreamPump() {}

    /**
     * Copies both ways until both directions have ended, then closes both streams.
     *
     * <p>The end of one direction is passed on with {@link DuplexStream#endOutput()} and leaves the other direction open,
     * so that an answer to a finished question still arrives. A stream that is closed altogether takes nothing more, so the
     * direction towards it ends without waiting for the other side. Memory is bounded by the two streams' own bounds:
     * nothing is received that cannot be sent.
     *
     * <p><b>Subscribing</b> starts the copying. <b>Completion:</b> both directions have ended and both streams are closed.
     * <b>Error:</b> the first error of either stream, after both were closed. <b>Cancel</b> closes both.
     *
     * @param a one stream, of which nothing was received yet
     * @param b the other, likewise
     * @return the end of the copying
     */
    public static Mono<Void> pump(DuplexStream a, DuplexStream b) {
        return Mono.usingWhen(
                Mono.just(a), open -> Mono.when(copy(a, b), copy(b, a)), open -> Mono.when(a.close(), b.close()));
    }

    /** Copying is nobody's code but ours and never blocks: chunks change threads only where two event loops meet. */
    private static Mono<Void> copy(DuplexStream from, DuplexStream to) {
        return Mono.firstWithSignal(
                to.onClose(),
                to.onEventLoop().send(from.onEventLoop().receive()).then(Mono.defer(to::endOutput)));
    }
}
