package io.arcconnect.testkit;

import io.arcconnect.testkit.internal.StreamEffect;
import io.arcconnect.testkit.internal.StreamEffect.Ended;
import io.arcconnect.testkit.internal.StreamEffect.EndedLater;
import io.arcconnect.testkit.internal.StreamEffect.Shape;
import io.arcconnect.testkit.internal.StreamEffect.Shaped;
import io.arcconnect.testkit.internal.StreamEffect.SlowReading;
import java.time.Duration;
import java.util.Objects;

/**
 * What goes wrong with an open relay connection (protocol.md 3.5, 3.6). Bytes that pass first are an upper bound: a message
 * that would exceed them does not pass any more.
 */
abstract sealed class StreamFaults extends DialFaults permits SshFaults {

    StreamFaults() {}

    /**
     * An open connection gets a close frame: 1001, 1008, 1011, … (protocol.md 3.6).
     *
     * @param code of the frame
     * @param afterBytes payload bytes that pass first, both directions together; 0 is right after the 101
     * @return the fault
     */
    public static Fault close(int code, long afterBytes) {
        return of("close(" + checked(code) + ")", after(afterBytes), new Ended(code, afterBytes));
    }

    /**
     * An open connection gets a close frame after a time, with traffic or without, as when a token ends.
     *
     * @param code of the frame
     * @param after real time since the 101
     * @return the fault
     */
    public static Fault closeLater(int code, Duration after) {
        Objects.requireNonNull(after, "after");
        return of("closeLater(" + checked(code) + ")", "after " + after, new EndedLater(code, after));
    }

    /**
     * An open connection is reset.
     *
     * @param afterBytes payload bytes that pass first, both directions together
     * @return the fault
     */
    public static Fault reset(long afterBytes) {
        return of("reset", after(afterBytes), new Ended(0, afterBytes));
    }

    /** {@return frames to the sender hold one byte each} */
    public static Fault oneByteFrames() {
        return of("oneByteFrames", "", Shape.ONE_BYTE_FRAMES);
    }

    /** {@return frames to the sender write their length in 64 bits} */
    public static Fault longLengths() {
        return of("longLengths", "", Shape.LONG_LENGTHS);
    }

    /** {@return messages to the sender come in three fragments with a ping in between} */
    public static Fault fragments() {
        return of("fragments", "", Shape.FRAGMENTS);
    }

    /** {@return frames to the sender are text frames; only for payload that is valid UTF-8} */
    public static Fault textFrames() {
        return of("textFrames", "", Shape.TEXT_FRAMES);
    }

    /** {@return frames to the sender are masked, which breaks RFC 6455 section 5.1} */
    public static Fault maskedFrames() {
        return of("maskedFrames", "", Shape.MASKED);
    }

    /** {@return the relay pings the sender every 20 ms, with or without traffic} */
    public static Fault pings() {
        return of("pings", "", Shape.PINGS);
    }

    /**
     * Nothing arrives and nothing is answered any more, in neither direction, and the connection stays open.
     *
     * @param afterBytes payload bytes that pass first, both directions together
     * @return the fault
     */
    public static Fault blackHole(long afterBytes) {
        return of("blackHole", after(afterBytes), new Shaped(Shape.BLACK_HOLE, afterBytes));
    }

    /**
     * What the sender writes still reaches the machine, and nothing comes back: no data, no pong.
     *
     * @param afterBytes payload bytes that pass first, both directions together
     * @return the fault
     */
    public static Fault mute(long afterBytes) {
        return of("mute", after(afterBytes), new Shaped(Shape.MUTE, afterBytes));
    }

    /**
     * The relay forgets the sender: the machine's side ends as if the sender had gone, and the sender is not told.
     *
     * @param afterBytes payload bytes that pass first, both directions together
     * @return the fault
     */
    public static Fault halfOpen(long afterBytes) {
        return of("halfOpen", after(afterBytes), new Shaped(Shape.HALF_OPEN, afterBytes));
    }

    /**
     * The relay reads slowly what the sender writes, so that TCP pushes back: after each batch of bytes it rests.
     *
     * @param bytesPerSecond 1024 or more, of payload
     * @return the fault
     */
    public static Fault slowReader(int bytesPerSecond) {
        if (bytesPerSecond < 1024) {
            throw new IllegalArgumentException(
                    "a slow reader reads 1024 bytes a second or more, got " + bytesPerSecond);
        }
        return of("slowReader", "at " + bytesPerSecond + " bytes a second", new SlowReading(bytesPerSecond));
    }

    private static int checked(int code) {
        if (code < 1000) {
            throw new IllegalArgumentException("close codes start at 1000, got " + code);
        }
        return code;
    }

    private static String after(long bytes) {
        return bytes == 0 ? "at once" : "after " + bytes + " bytes";
    }

    private static Fault of(String name, String detail, StreamEffect effect) {
        return Fault.of(name, detail, FaultPlace.STREAM, effect);
    }
}
