package io.arcconnect.testkit;

import java.util.List;
import java.util.Objects;

/**
 * Something that a test opened and left open.
 *
 * @param kind of which kind
 * @param what it is, such as {@code the SshSession of web-01, by connect(Ssh)}
 * @param place where it was opened: the frames of whoever called, the innermost first; empty when nobody knows
 */
public record Leak(Kind kind, String what, List<StackTraceElement> place) {

    /** What can be left open. */
    public enum Kind {
        /** An {@code ArcConnect} that nobody closed, with its threads and connections. */
        ARC_CONNECT,
        /** A session of {@code connect}, or a {@code use} or {@code stream} that still runs. */
        SESSION,
        /** A stream of {@code dial}. */
        STREAM,
        /** A local port: of a forward, a tunnel or a desktop. */
        LISTENER,
        /** A thread that the test started, by itself or by an executor of its own. */
        THREAD,
        /** A buffer of Netty's that was dropped without being released. */
        BUFFER
    }

    /** Copies the place. */
    public Leak {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(what, "what");
        place = List.copyOf(place);
    }

    /** {@return kind and thing in the first line, then a line for each frame, as in a stack trace} */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(kind.name()).append(": ").append(what);
        for (StackTraceElement frame : place) {
            text.append("\n        at ").append(frame);
        }
        return text.toString();
    }
}
