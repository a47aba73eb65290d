package io.arcconnect.ssh;

import io.arcconnect.error.Failure;
import io.arcconnect.error.ProtocolException;

/** Access to files failed; {@link #reason()} is an {@link SftpReason}. */
public final class SftpException extends ProtocolException {

    private static final long serialVersionUID = 1L;

    /**
     * Builds the exception.
     *
     * @param failure what happened
     */
    public SftpException(Failure failure) {
        super(failure);
    }
}
