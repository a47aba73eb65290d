package io.arcconnect.rdp;

import io.arcconnect.error.Failure;
import io.arcconnect.error.ProtocolException;

/** A remote desktop tunnel could not be opened; the reason is one of {@link RdpReason}. */
public final class RdpException extends ProtocolException {

    private static final long serialVersionUID = 1L;

    /**
     * Builds the exception.
     *
     * @param failure what happened
     */
    public RdpException(Failure failure) {
        super(failure);
    }
}
