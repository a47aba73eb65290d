package io.arcconnect.entra;

import io.arcconnect.error.Failure;
import io.arcconnect.error.ProtocolException;

/** Entra ID gave no certificate; {@link #reason()} is an {@link EntraReason}. */
public final class EntraException extends ProtocolException {

    private static final long serialVersionUID = 1L;

    /**
     * Builds the exception.
     *
     * @param failure what happened
     */
    public EntraException(Failure failure) {
        super(failure);
    }
}
