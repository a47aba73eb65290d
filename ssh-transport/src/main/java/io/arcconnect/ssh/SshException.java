package io.arcconnect.ssh;

import io.arcconnect.error.Failure;
import io.arcconnect.error.ProtocolException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * SSH failed; {@link #reason()} is an {@link SshReason}, a {@link ForwardReason}, or where a stream was refused {@link
 * io.arcconnect.error.ArcReason#STREAM_PROHIBITED} or {@link io.arcconnect.error.ArcReason#STREAM_TARGET_REFUSED}.
 */
public final class SshException extends ProtocolException {

    private static final long serialVersionUID = 1L;

    private final transient @Nullable ExecResult result;

    /**
     * Builds the exception.
     *
     * @param failure what happened
     */
    public SshException(Failure failure) {
        this(failure, null);
    }

    /**
     * Builds the exception of a command.
     *
     * @param failure what happened
     * @param result what the command had left behind until then
     */
    public SshException(Failure failure, @Nullable ExecResult result) {
        super(failure);
        this.result = result;
    }

    /**
     * What the command left behind: all of it with {@code ssh.exit_status} and {@code ssh.output_truncated}; with
     * {@code ssh.command_timed_out}, {@code ssh.outcome_unknown} and {@code ssh.sudo_refused} of a collected command, what had
     * arrived until then.
     *
     * @return the result; empty for everything else, and when it was serialized
     */
    public Optional<ExecResult> result() {
        return Optional.ofNullable(result);
    }
}
