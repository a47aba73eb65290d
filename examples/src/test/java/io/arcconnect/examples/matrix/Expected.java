package io.arcconnect.examples.matrix;

import io.arcconnect.error.ErrorReason;
import io.arcconnect.examples.matrix.Place.Leg;
import java.util.Optional;

/**
 * What must come of an operation in a trouble that it meets: derived, cell by cell, from the trouble's rule and the
 * operation's way.
 *
 * @param outcome of the run
 * @param attempts how often the place of the trouble is passed or tried: calls of one kind, or dials
 */
record Expected(Outcome outcome, Attempts attempts) {

    static Expected of(Trouble trouble, Operation operation) {
        Place place = trouble.place();
        int passages = operation.passages(place);
        Optional<ErrorReason> reason = trouble.reasonFor(operation);
        if (reason.isEmpty()) {
            return new Expected(Outcome.DONE, Attempts.exactly(passages));
        }
        Attempts survived = trouble.tries().survived(passages);
        boolean passes = trouble.isPassing() && trouble.tries().survives();
        if (operation.tolerates(place)) {
            boolean isRepeated = place.leg() == Leg.CALL;
            Attempts tried = passes ? survived : trouble.tries().inVain();
            return new Expected(Outcome.DONE, isRepeated ? tried : Attempts.exactly(1));
        }
        return passes
                ? new Expected(Outcome.DONE, survived)
                : new Expected(
                        operation.failing(place.leg(), reason.get()),
                        trouble.tries().inVain());
    }

    /** {@return as the table shows it} */
    @Override
    public String toString() {
        String tried = attempts.equals(Attempts.exactly(1)) || attempts.most() == 0 ? "" : " ×" + attempts;
        return (outcome.isDone() ? "ok" : outcome.equals(Outcome.ENDED) ? "ended" : "`" + outcome + "`") + tried;
    }
}
