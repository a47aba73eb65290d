package io.arcconnect.testkit.internal;

import java.time.Duration;

/** What a fault does to a dial, before its 101. */
public sealed interface DialEffect extends FaultEffect {

    /**
     * It gets this answer.
     *
     * @param status of the status line
     * @param reason of the status line; {@code {tracking}} is replaced
     */
    record DialAnswer(int status, String reason) implements DialEffect {}

    /**
     * It gets a page of something in between.
     *
     * @param status of the answer
     */
    record DialPage(int status) implements DialEffect {}

    /**
     * It is taken up late.
     *
     * @param delay real time
     */
    record DialLate(Duration delay) implements DialEffect {}

    /** Something else. */
    enum DialMishap implements DialEffect {
        /** No answer at all. */
        HELD,
        /** The connection is reset instead of an answer. */
        RESET,
        /** The 101 answers another key. */
        WRONG_ACCEPT,
        /** The listener is told twice. */
        DUPLICATED
    }
}
