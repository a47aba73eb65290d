package io.arcconnect.ssh;

import io.arcconnect.error.Failure;
import io.arcconnect.error.ProtocolException;

/** SSH failed; {@link #reason()} is an {@link SshReason}. */
public final class SshException extends ProtocolException {

    private static final long serialVersionUID = 1L;

    /**
     * Builds the exception.
     *
     * @param failure what happened
     */
    public SshException(Failure failure) {
        super(failure);
    }
}
