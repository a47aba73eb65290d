package io.arcconnect.spi.event;

import java.util.Optional;

/**
 * Something has become of a tunnel: a local port that leads to a machine.
 *
 * @param origin on which machine, over which relay connection
 * @param localPort which
 * @param target what it leads to, such as {@code localhost:3389}
 * @param step what
 * @param peer where the program that connected has its end, where one connection is concerned
 * @param failure why, where something failed
 */
public record TunnelEvent(
        Origin origin, int localPort, String target, Step step, Optional<String> peer, Optional<Throwable> failure)
        implements ArcEvent {

    /** What becomes of a tunnel. */
    public enum Step {
        /** Programs can connect. */
        OPENED,
        /**
         * A program was turned away: it may not connect, or too many have. Of many in one second the first 20 are told; the
         * port's counts have all.
         */
        CONNECTION_REFUSED,
        /** The operating system cannot tell whose connections they are, so that all are let in; told once per tunnel. */
        ACCESS_UNKNOWN,
        /** The session below was lost, and the connections of that moment with it; the port goes on listening. */
        CARRIER_LOST,
        /** The next connection has got another session. */
        CARRIER_RENEWED,
        /** Nothing listens any more; without a failure, because somebody closed it or nobody used it. */
        CLOSED
    }
}
