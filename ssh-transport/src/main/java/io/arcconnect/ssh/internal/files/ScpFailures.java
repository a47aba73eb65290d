package io.arcconnect.ssh.internal.files;

import io.arcconnect.error.ArcConnectException;
import io.arcconnect.error.Failure;
import io.arcconnect.error.Stage;
import io.arcconnect.model.MachineId;
import io.arcconnect.ssh.ScpException;
import io.arcconnect.ssh.ScpReason;
import io.arcconnect.ssh.internal.scp.ScpMissing;
import io.arcconnect.ssh.internal.scp.ScpRefusal;
import io.arcconnect.ssh.internal.scp.ScpSilent;
import io.arcconnect.ssh.internal.scp.ScpViolation;
import io.arcconnect.ssh.internal.scp.UnsafeName;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileSystemException;
import java.util.Optional;

/** What went wrong with SCP, in our words. Pure. */
public record ScpFailures(Optional<MachineId> machine) {

    /** What is none of ours, such as the user's own, stays as it is. */
    public Throwable of(Throwable error) {
        if (error instanceof DirectoryIteratorException wrapped && wrapped.getCause() != null) {
            return of(wrapped.getCause());
        }
        if (error instanceof ArcConnectException || !(error instanceof IOException)) {
            return error;
        }
        if (error instanceof ScpMissing) {
            return exception(ScpReason.UNAVAILABLE, Stage.CHANNEL, "the machine has no scp: " + text(error), error);
        }
        if (error instanceof ScpRefusal) {
            return exception(ScpReason.REFUSED, Stage.CHANNEL, "the machine said: " + text(error), error);
        }
        if (error instanceof ScpViolation) {
            return exception(ScpReason.PROTOCOL_VIOLATION, Stage.CHANNEL, text(error), error);
        }
        if (error instanceof ScpSilent) {
            return exception(ScpReason.TIMED_OUT, Stage.CHANNEL, text(error), error);
        }
        if (error instanceof UnsafeName) {
            return exception(ScpReason.UNSAFE_NAME, Stage.LOCAL, text(error), error);
        }
        return exception(ScpReason.LOCAL_FILE, Stage.LOCAL, local(error), error);
    }

    private ScpException exception(ScpReason reason, Stage stage, String detail, Throwable cause) {
        Failure failure = Failure.of(reason, stage, detail).causedBy(cause);
        return new ScpException(machine.map(failure::on).orElse(failure));
    }

    /** Java's own messages are often no more than the path. */
    private static String local(Throwable error) {
        return error instanceof FileSystemException file
                ? file.getClass().getSimpleName() + ": " + file.getMessage()
                : text(error);
    }

    private static String text(Throwable error) {
        return error.getMessage() == null ? error.getClass().getSimpleName() : error.getMessage();
    }
}
