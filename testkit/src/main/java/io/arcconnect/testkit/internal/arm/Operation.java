package io.arcconnect.testkit.internal.arm;

import io.arcconnect.testkit.internal.FaultEffect.OperationFate;
import io.arcconnect.testkit.internal.MachineRecord;
import java.util.Optional;

/** A long-running operation: it ends after a number of looks. Guarded by the machine's monitor. */
final class Operation {

    final String id;
    final MachineRecord machine;
    final String extension;
    final String end;
    private final boolean followedByResource;
    private int looksLeft;
    private boolean finished;
    private final boolean removal;
    private final Optional<OperationFate> fate;

    Operation(
            String id,
            MachineRecord machine,
            String extension,
            String end,
            int looks,
            boolean followedByResource,
            boolean removal,
            Optional<OperationFate> fate) {
        this.removal = removal;
        this.fate = fate;
        this.id = id;
        this.machine = machine;
        this.extension = extension;
        this.end = is(OperationFate.FAILED) ? "Failed" : is(OperationFate.CANCELLED) ? "Canceled" : end;
        this.looksLeft = looks;
        this.followedByResource = followedByResource;
    }

    /** Whether a fault has this in mind for it. */
    boolean is(OperationFate what) {
        return fate.filter(what::equals).isPresent();
    }

    /** Whether a look at the extension itself counts as a look. */
    boolean isFollowedByResource() {
        return followedByResource;
    }

    /** Whether it ends with the extension gone. */
    boolean isRemoval() {
        return removal;
    }

    boolean isFinished() {
        return finished;
    }

    void finish() {
        finished = true;
    }

    /** Looks once. A machine that is not connected leaves its operations queued (protocol.md 1.3). */
    boolean isRunning() {
        if (is(OperationFate.STUCK)) {
            return true;
        }
        if (looksLeft > 0 && machine.state().isConnected()) {
            looksLeft--;
            return true;
        }
        return looksLeft > 0;
    }
}
