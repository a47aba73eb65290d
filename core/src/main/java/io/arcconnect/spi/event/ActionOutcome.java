package io.arcconnect.spi.event;

import io.arcconnect.error.ArcConnectException;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How an action ended.
 *
 * @param result in one word
 * @param exitStatus what a command ended with, where the machine has told
 * @param signal what ended a command, where a signal did
 * @param reason the code of the failure, such as {@code ssh.outcome_unknown}; empty where it is none of this library's
 */
public record ActionOutcome(Result result, OptionalInt exitStatus, Optional<String> signal, Optional<String> reason) {

    /** In one word. */
    public enum Result {
        /** It ran to its end. A command may have said with its exit status that it failed. */
        COMPLETED,
        /** It could not begin, or was cut off; what it had done until then stays done. */
        FAILED,
        /** Whoever began it did not want it any more. */
        CANCELLED
    }

    /** {@return an ordinary end} */
    public static ActionOutcome completed() {
        return new ActionOutcome(Result.COMPLETED, OptionalInt.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * An ordinary end of a command.
     *
     * @param exitStatus where told
     * @param signal where there was one
     * @return the outcome
     */
    public static ActionOutcome exited(OptionalInt exitStatus, Optional<String> signal) {
        return new ActionOutcome(Result.COMPLETED, exitStatus, signal, Optional.empty());
    }

    /**
     * A failure.
     *
     * @param error what ended it
     * @return the outcome
     */
    public static ActionOutcome failed(Throwable error) {
        Optional<String> reason = error instanceof ArcConnectException known
                ? Optional.of(known.reason().code())
                : Optional.empty();
        return new ActionOutcome(Result.FAILED, OptionalInt.empty(), Optional.empty(), reason);
    }

    /** {@return an end that was asked for} */
    public static ActionOutcome cancelled() {
        return new ActionOutcome(Result.CANCELLED, OptionalInt.empty(), Optional.empty(), Optional.empty());
    }

    /** {@return one line, such as {@code completed exit=2} or {@code failed ssh.outcome_unknown}} */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(result.name().toLowerCase(Locale.ROOT));
        exitStatus.ifPresent(status -> text.append(" exit=").append(status));
        signal.ifPresent(name -> text.append(" signal=").append(name));
        reason.ifPresent(code -> text.append(' ').append(code));
        return text.toString();
    }
}
