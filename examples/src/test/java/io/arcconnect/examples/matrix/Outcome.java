package io.arcconnect.examples.matrix;

import io.arcconnect.error.ArcConnectException;
import io.arcconnect.error.ErrorReason;
import java.io.IOException;
import reactor.core.Exceptions;

/**
 * What came of a run.
 *
 * @param code of the failure, or {@code done}, or {@code ended} when a program of this computer saw its connection end
 */
record Outcome(String code) {

    static final Outcome DONE = new Outcome("done");
    static final Outcome ENDED = new Outcome("ended");

    static Outcome failed(ErrorReason reason) {
        return new Outcome(reason.code());
    }

    /** {@return what an error says; of one that is none of the library's, everything} */
    static Outcome of(Throwable error) {
        Throwable told = Exceptions.unwrap(error);
        if (told instanceof ArcConnectException known) {
            return failed(known.reason());
        }
        return told instanceof IOException ? ENDED : new Outcome(String.valueOf(told));
    }

    boolean isDone() {
        return equals(DONE);
    }

    @Override
    public String toString() {
        return code;
    }
}
