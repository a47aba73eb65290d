package io.arcconnect.internal.pace;

import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** One call's turn. Its state is guarded by the {@link Pacer}. */
final class Turn {

    private final Lane lane;
    private final Sinks.Empty<Void> come = Sinks.empty();
    private boolean granted;

    Turn(Lane lane) {
        this.lane = lane;
    }

    Lane lane() {
        return lane;
    }

    boolean isGranted() {
        return granted;
    }

    void grant() {
        granted = true;
    }

    /** Lets the call go. Never under the lock: the call starts in here. */
    void go() {
        come.tryEmitEmpty();
    }

    /** It will not come in time. */
    void giveUp(Throwable why) {
        come.tryEmitError(why);
    }

    Mono<Void> come() {
        return come.asMono();
    }
}
