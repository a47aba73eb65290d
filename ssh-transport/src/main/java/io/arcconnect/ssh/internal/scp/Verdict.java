package io.arcconnect.ssh.internal.scp;

import java.io.IOException;
import java.util.Optional;

/** What the end of the machine's program means for a transfer. Pure. */
public final class Verdict {

    /** POSIX: the shell found no such program. */
    private static final int NOT_FOUND = 127;

    private Verdict() {}

    /**
     * Judges.
     *
     * @param isComplete whether everything was carried, as far as this side knows
     * @param refusal what the machine's scp said within the protocol
     * @param isSuccess whether the exit status is zero
     * @param status the exit status, or another number than 127 when there is none
     * @param errors what the machine wrote to standard error
     * @return why it failed, or nothing when it did not
     */
    public static Optional<IOException> of(
            boolean isComplete, Optional<String> refusal, boolean isSuccess, int status, String errors) {
        if (refusal.isPresent()) {
            return refusal.map(ScpRefusal::new);
        }
        if (isComplete && isSuccess) {
            return Optional.empty();
        }
        if (status == NOT_FOUND) {
            return Optional.of(new ScpMissing(errors));
        }
        if (!errors.isBlank()) {
            return Optional.of(new ScpRefusal(errors));
        }
        return Optional.of(
                isSuccess
                        ? new ScpViolation("the machine's scp ended before the transfer did")
                        : new ScpRefusal("the machine's scp failed and did not say why"));
    }
}
