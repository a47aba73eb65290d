package io.arcconnect.testkit.internal;

import io.arcconnect.testkit.ArmCall;
import java.util.Map;

/** What an armed fault does. */
public sealed interface FaultEffect {

    /**
     * A call of Azure Resource Manager gets this answer.
     *
     * @param call which
     * @param status of the answer
     * @param headers of the answer, {@code Content-Type} included
     * @param body of the answer
     */
    record ArmAnswer(ArmCall call, int status, Map<String, String> headers, String body) implements FaultEffect {}

    /**
     * The connection of a call is reset instead of an answer.
     *
     * @param call which
     */
    record ArmReset(ArmCall call) implements FaultEffect {}

    /** Issued credentials have a flaw. */
    enum CredentialFlaw implements FaultEffect {
        /** No {@code serviceConfigurationToken}. */
        WITHOUT_TOKEN,
        /** The access key has ended already. */
        EXPIRED,
        /** The access key is signed with a wrong key. */
        FORGED,
        /** The access key opens another path. */
        OTHER_PATH
    }

    /**
     * A dial gets this answer.
     *
     * @param status of the status line
     * @param reason of the status line; {@code {tracking}} is replaced
     */
    record DialAnswer(int status, String reason) implements FaultEffect {}

    /** A dial gets no answer at all. */
    record DialHeld() implements FaultEffect {}

    /** A dial's connection is reset instead of an answer. */
    record DialReset() implements FaultEffect {}

    /**
     * An open connection is ended.
     *
     * @param code of the close frame; 0 resets the connection instead
     * @param afterBytes payload bytes that pass first, both directions together
     */
    record Ended(int code, long afterBytes) implements FaultEffect {}

    /** How the frames of an open connection are shaped. */
    enum Shape implements FaultEffect {
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
        /** Frames are masked, which a server must not do. */
        MASKED
    }

    /**
     * A shape that begins later.
     *
     * @param shape which
     * @param afterBytes payload bytes that pass first, both directions together
     */
    record Shaped(Shape shape, long afterBytes) implements FaultEffect {}
}
