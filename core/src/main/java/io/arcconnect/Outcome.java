package io.arcconnect;

import io.arcconnect.error.ArcConnectException;
import io.arcconnect.model.MachineId;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import reactor.core.Exceptions;

/**
 * What became of one machine of a {@link Fleet}.
 *
 * @param machine which
 * @param status in one word
 * @param value what the work gave; empty unless {@link Status#DONE}, and where the work gave nothing
 * @param failure what went wrong; there is one exactly where the status is {@link Status#FAILED}
 * @param took from its beginning, after any wait for its turn; zero where it was skipped
 * @param <R> the result of the work
 */
public record Outcome<R>(
        MachineId machine, Status status, Optional<R> value, Optional<Throwable> failure, Duration took) {

    /** In one word. */
    public enum Status {
        /** The work came to its end. A command may have said with its exit status that it failed. */
        DONE,
        /** The machine could not be reached, the work failed or took too long; what it had done until then stays done. */
        FAILED,
        /** It was not begun, because others had failed. Nothing was done on it. */
        SKIPPED
    }

    /** Checks that all is there, and fits. */
    public Outcome {
        Objects.requireNonNull(machine, "machine");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(took, "took");
        if (failure.isPresent() != (status == Status.FAILED) || (value.isPresent() && status != Status.DONE)) {
            throw new IllegalArgumentException("a value belongs to DONE, and a failure to FAILED, not to " + status);
        }
    }

    /**
     * An ordinary end.
     *
     * @param machine where
     * @param value what the work gave, if anything
     * @param took how long
     * @param <R> the result of the work
     * @return the outcome
     */
    public static <R> Outcome<R> done(MachineId machine, Optional<R> value, Duration took) {
        return new Outcome<>(machine, Status.DONE, value, Optional.empty(), took);
    }

    /**
     * A failure.
     *
     * @param machine where
     * @param failure what went wrong
     * @param took how long
     * @param <R> the result of the work
     * @return the outcome
     */
    public static <R> Outcome<R> failed(MachineId machine, Throwable failure, Duration took) {
        return new Outcome<>(machine, Status.FAILED, Optional.empty(), Optional.of(failure), took);
    }

    /**
     * A machine that was not begun.
     *
     * @param machine which
     * @param <R> the result of the work
     * @return the outcome
     */
    public static <R> Outcome<R> skipped(MachineId machine) {
        return new Outcome<>(machine, Status.SKIPPED, Optional.empty(), Optional.empty(), Duration.ZERO);
    }

    /** {@return whether the work came to its end} */
    public boolean isDone() {
        return status == Status.DONE;
    }

    /** {@return the code of the failure, such as {@code relay.target_refused}; empty where it is none of this library's} */
    public Optional<String> code() {
        return failure.filter(ArcConnectException.class::isInstance)
                .map(ArcConnectException.class::cast)
                .map(known -> known.reason().code());
    }

    /**
     * The value of work that gives one.
     *
     * @return the value
     * @throws RuntimeException the failure; a checked one is wrapped as {@link Exceptions#propagate} does
     * @throws IllegalStateException when the machine was skipped, or the work gave nothing
     */
    public R orThrow() {
        if (failure.isPresent()) {
            throw Exceptions.propagate(failure.get());
        }
        return value.orElseThrow(() -> new IllegalStateException(
                machine.name() + (status == Status.SKIPPED ? " was skipped" : ": the work gave nothing")));
    }

    /** {@return one line, such as {@code web-01 failed in 2.3 s: relay.target_refused web-01: …}} */
    @Override
    public String toString() {
        String name = machine.name();
        return switch (status) {
            case DONE ->
                name + " done in " + seconds()
                        + value.map(result -> ": " + result).orElse("");
            case FAILED ->
                name + " failed in " + seconds()
                        + failure.map(error -> ": " + text(error)).orElse("");
            case SKIPPED -> name + " skipped";
        };
    }

    private String seconds() {
        return took.toMillis() / 1000 + "." + took.toMillis() % 1000 / 100 + " s";
    }

    private static String text(Throwable error) {
        return error instanceof ArcConnectException ? String.valueOf(error.getMessage()) : error.toString();
    }
}
