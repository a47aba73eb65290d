package io.arcconnect.examples.matrix;

import io.arcconnect.error.ErrorReason;
import io.arcconnect.examples.matrix.Place.Leg;
import io.arcconnect.ssh.SshReason;
import java.util.Optional;
import java.util.Set;

/** Cells that are not as their rule says, each with its reason. */
final class Deviations {

    /** Only SSH tells silence. */
    private static final Set<ErrorReason> SILENT = Set.of(SshReason.TIMED_OUT, SshReason.SESSION_LOST);

    /** The server ends its session, and the connection with it, in order. */
    private static final Set<String> ORDERLY =
            Set.of("sshDisconnects(CHANNEL)", "sshdKilled(CHANNEL)", "sshdKilledAfter", "channelRefused");

    private Deviations() {}

    static Optional<Expected> of(Cell cell) {
        if (isProbe(cell)) {
            return Optional.of(new Expected(Outcome.failed(SshReason.SESSION_LOST), Attempts.exactly(2)));
        }
        return isOrderly(cell) ? Optional.of(new Expected(Outcome.ENDED, Attempts.exactly(1))) : Optional.empty();
    }

    /** {@return why a cell is not as its rule says} */
    static Optional<String> why(Cell cell) {
        if (isProbe(cell)) {
            return Optional.of(
                    "a tunnel outlives its session, so the desktop is asked for once more, over another one");
        }
        return isOrderly(cell)
                ? Optional.of(
                        "no loss: the server refused, or ended in order, and so the connections of the forward end")
                : Optional.empty();
    }

    static Optional<String> notApplicable(Cell cell) {
        boolean isSilent = cell.trouble()
                .reasonFor(cell.operation())
                .filter(SILENT::contains)
                .isPresent();
        if (cell.trouble().fault().name().equals("windowNeverOpened")
                && !cell.operation().meets(Place.of(Leg.COMMAND))
                && !cell.operation().meets(Place.of(Leg.FILES))) {
            return Optional.of("a window of zero is back-pressure without end; how long to bear it is the caller's");
        }
        return isSilent && cell.operation().toString().equals("dial")
                ? Optional.of("a raw stream finds silence by its pings, after a minute and a half")
                : Optional.empty();
    }

    private static boolean isProbe(Cell cell) {
        return cell.operation().toString().equals("rdp")
                && cell.trouble().place().leg() == Leg.CHANNEL
                && cell.trouble()
                        .reasonFor(cell.operation())
                        .filter(SshReason.SESSION_LOST::equals)
                        .isPresent();
    }

    private static boolean isOrderly(Cell cell) {
        return cell.operation().toString().equals("forward")
                && ORDERLY.contains(cell.trouble().fault().name());
    }
}
