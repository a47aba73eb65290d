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

    private static final String OPERATION = "Azure-AsyncOperation";
    private static final String LOCATION = "Location";

    static PollLook at(ExtensionState state, Duration pause) {
        return new PollLook(state, Optional.empty(), Optional.empty(), pause, 0, false);
    }

    static boolean namesAddress(ArmResponse answer) {
        return answer.header(OPERATION).isPresent() || answer.header(LOCATION).isPresent();
    }

    /**
     * Takes over the headers of an answer: each may name another address and another pause. An address that will not be
     * used is not checked either.
     */
    PollLook after(ArmResponse answer, Function<String, URI> allowed, Duration interval) {
        Optional<URI> nextOperation = answer.header(OPERATION).map(allowed).or(() -> operation);
        Optional<URI> nextLocation = nextOperation.isPresent()
                ? Optional.empty()
                : answer.header(LOCATION).map(allowed).or(() -> location);
        return new PollLook(state, nextOperation, nextLocation, answer.pause(interval), 0, done);
    }

    PollLook showing(ExtensionState newState) {
        return new PollLook(newState, operation, location, pause, unreadable, done);
    }

    PollLook again() {
        return new PollLook(state, operation, location, pause, unreadable + 1, done);
    }

    PollLook ended() {
        return new PollLook(state, operation, location, pause, unreadable, true);
    }
}
