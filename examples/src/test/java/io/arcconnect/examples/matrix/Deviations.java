package io.arcconnect.examples.matrix;

import io.arcconnect.error.ErrorReason;
import io.arcconnect.ssh.SshReason;
import java.util.Optional;
import java.util.Set;

/** Cells that are not as their rule says, each with its reason. */
final class Deviations {

    /** Only SSH tells silence. */
    private static final Set<ErrorReason> SILENT = Set.of(SshReason.TIMED_OUT, SshReason.SESSION_LOST);

    private Deviations() {}

    static Optional<Expected> of(Cell cell) {
        return Optional.empty();
    }

    /** {@return why a cell is not as its rule says} */
    static Optional<String> why(Cell cell) {
        return Optional.empty();
    }

    static Optional<String> notApplicable(Cell cell) {
        boolean isSilent = cell.trouble()
                .reasonFor(cell.operation())
                .filter(SILENT::contains)
                .isPresent();
        return isSilent && cell.operation().toString().equals("dial")
                ? Optional.of("a raw stream finds silence by its pings, after a minute and a half")
                : Optional.empty();
    }
}
