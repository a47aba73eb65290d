package io.arcconnect.ssh;

import io.arcconnect.error.Failure;
import io.arcconnect.error.ProtocolException;

/** A transfer by SCP failed; {@link #reason()} is an {@link ScpReason}. */
public final class ScpException extends ProtocolException {

    private static final long serialVersionUID = 1L;

    /**
     * Builds the exception.
     *
     * @param failure what happened
     */
    public ScpException(Failure failure) {
        super(failure);
    }
}
