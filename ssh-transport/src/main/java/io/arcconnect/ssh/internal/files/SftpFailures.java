package io.arcconnect.ssh.internal.files;

import io.arcconnect.error.ArcConnectException;
import io.arcconnect.error.Failure;
import io.arcconnect.error.Stage;
import io.arcconnect.model.MachineId;
import io.arcconnect.ssh.SftpException;
import io.arcconnect.ssh.SftpReason;
import io.arcconnect.ssh.SshException;
import io.arcconnect.ssh.SshReason;
import io.arcconnect.ssh.internal.sftp.ChannelEnded;
import io.arcconnect.ssh.internal.sftp.FileChanged;
import io.arcconnect.ssh.internal.sftp.Mismatch;
import io.arcconnect.ssh.internal.sftp.SftpViolation;
import io.arcconnect.ssh.internal.sftp.StatusCode;
import io.arcconnect.ssh.internal.sftp.StatusFailure;
import io.arcconnect.ssh.internal.sftp.Unanswered;
import io.arcconnect.ssh.internal.sftp.UnsafeName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.util.Optional;

/** What went wrong with files, in our words. Pure. */
public record SftpFailures(Optional<MachineId> machine) {

    /** An error before the client was open. */
    public Throwable opening(Throwable error) {
        boolean refused = error instanceof SshException ssh && ssh.reason() == SshReason.CHANNEL_REFUSED;
        return refused || error instanceof ChannelEnded
                ? exception(SftpReason.UNAVAILABLE, Stage.SESSION, "the server did not start SFTP", error)
                : during(error);
    }

    /** An error afterwards. What is none of ours, such as the user's own, stays as it is. */
    Throwable during(Throwable error) {
        if (isWrapped(error) && error.getCause() != null) {
            return during(error.getCause());
        }
        if (error instanceof ArcConnectException || !(error instanceof IOException)) {
            return error;
        }
        if (error instanceof StatusFailure status) {
            return ofStatus(status);
        }
        if (error instanceof UnsafeName) {
            return exception(SftpReason.UNSAFE_NAME, Stage.LOCAL, text(error), error);
        }
        if (error instanceof SftpViolation) {
            return exception(SftpReason.PROTOCOL_VIOLATION, Stage.CHANNEL, text(error), error);
        }
        if (error instanceof ChannelEnded) {
            return exception(SftpReason.CONNECTION_LOST, Stage.CHANNEL, text(error), error);
        }
        if (error instanceof Unanswered) {
            return exception(SftpReason.TIMED_OUT, Stage.CHANNEL, text(error), error);
        }
        if (error instanceof FileChanged) {
            return exception(SftpReason.FILE_CHANGED, Stage.CHANNEL, text(error), error);
        }
        if (error instanceof Mismatch) {
            return exception(SftpReason.VERIFICATION_FAILED, Stage.CHANNEL, text(error), error);
        }
        return exception(SftpReason.LOCAL_FILE, Stage.LOCAL, local(error), error);
    }

    /** Reactor's usingWhen wraps what closing a file failed with, when everything before had gone well. */
    private static boolean isWrapped(Throwable error) {
        return error instanceof UncheckedIOException
                || (error.getClass() == RuntimeException.class
                        && String.valueOf(error.getMessage()).startsWith("Async resource cleanup failed"));
    }

    private SftpException ofStatus(StatusFailure status) {
        SftpReason reason = switch (status.code()) {
            case StatusCode.NO_SUCH_FILE -> SftpReason.NO_SUCH_FILE;
            case StatusCode.PERMISSION_DENIED -> SftpReason.PERMISSION_DENIED;
            case StatusCode.OP_UNSUPPORTED -> SftpReason.UNSUPPORTED;
            default -> SftpReason.FAILED;
        };
        String said = status.getMessage() == null || status.getMessage().isBlank() ? "" : ": " + status.getMessage();
        Failure failure = Failure.of(
                        reason, Stage.CHANNEL, "\"" + status.operation() + "\" of " + status.path() + " failed" + said)
                .with("status", status.code())
                .causedBy(status);
        return new SftpException(machine.map(failure::on).orElse(failure));
    }

    private SftpException exception(SftpReason reason, Stage stage, String detail, Throwable cause) {
        Failure failure = Failure.of(reason, stage, detail).causedBy(cause);
        return new SftpException(machine.map(failure::on).orElse(failure));
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
