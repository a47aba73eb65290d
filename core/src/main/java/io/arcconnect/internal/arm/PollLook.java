package io.arcconnect.internal.arm;

import io.arcconnect.model.ExtensionState;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * One look at an operation, and where to look next.
 *
 * @param state to show
 * @param operation from {@code Azure-AsyncOperation}
 * @param location from {@code Location}
 * @param pause before the next look
 * @param unreadable looks in a row that failed
 * @param done whether this was the last one
 */
record PollLook(
        ExtensionState state,
        Optional<URI> operation,
        Optional<URI> location,
        Duration pause,
        int unreadable,
        boolean done) {

    static PollLook at(ExtensionState state, Duration pause) {
        return new PollLook(state, Optional.empty(), Optional.empty(), pause, 0, false);
    }

    /** Takes over the headers of an answer: each may name new addresses and another wait. */
    PollLook after(ArmResponse answer, Function<String, URI> allowed, Duration interval) {
        return new PollLook(
                state,
                answer.header("Azure-AsyncOperation").map(allowed).or(() -> operation),
                answer.header("Location").map(allowed).or(() -> location),
                answer.pause(interval),
                0,
                done);
    }

    PollLook showing(ExtensionState newState) {
        return new PollLook(newState, operation, location, pause, unreadable, done);
    }

    PollLook withoutAddress() {
        return new PollLook(state, Optional.empty(), Optional.empty(), pause, unreadable, done);
    }

    PollLook again() {
        return new PollLook(state, operation, location, pause, unreadable + 1, done);
    }

    PollLook ended() {
        return new PollLook(state, operation, location, pause, unreadable, true);
    }

    boolean hasAddress() {
        return operation.isPresent() || location.isPresent();
    }
}
