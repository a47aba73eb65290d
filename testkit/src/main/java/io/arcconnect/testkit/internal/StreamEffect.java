package io.arcconnect.testkit.internal;

import java.time.Duration;

/** What a fault does to an open connection. */
public sealed interface StreamEffect extends FaultEffect {

    /**
     * It is ended.
     *
     * @param code of the close frame; 0 resets the connection instead
     * @param afterBytes payload bytes that pass first, both directions together
     */
    record Ended(int code, long afterBytes) implements StreamEffect {}

    /**
     * It is ended after a time.
     *
     * @param code of the close frame
     * @param after real time since the 101
     */
    record EndedLater(int code, Duration after) implements StreamEffect {}

    /** How frames are shaped, or whether they come. */
    enum Shape implements StreamEffect {
        /** One byte of payload in each frame. */
        ONE_BYTE_FRAMES,
        /** Payload lengths are written in 64 bits, however short. */
        LONG_LENGTHS,
        /** Every message in three fragments, with a ping in between. */
        FRAGMENTS,
        /** Text frames instead of binary ones. Only for payload that is valid UTF-8. */
        TEXT_FRAMES,
        /** A ping every 20 ms, with or without traffic. */
        PINGS,
        /** Nothing arrives and nothing is answered, and the connection stays open. */
        BLACK_HOLE,
        /** What the sender writes arrives, and nothing comes back. */
        MUTE,
        /** A black hole whose other end is closed. */
        HALF_OPEN,
        /** Frames are masked, which a server must not do. */
        MASKED
    }

    /**
     * A shape that begins later.
     *
     * @param shape which
     * @param afterBytes payload bytes that pass first, both directions together
     */
    record Shaped(Shape shape, long afterBytes) implements StreamEffect {}

    /**
     * What the sender writes is read slowly.
     *
     * @param bytesPerSecond of payload
     */
    record SlowReading(int bytesPerSecond) implements StreamEffect {}
}
