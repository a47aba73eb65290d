package io.arcconnect.error;

/** A protocol above the relay failed: SSH, RDP or one of the user's own. */
public non-sealed class ProtocolException extends ArcConnectException {

    private static final long serialVersionUID = 1L;

    /**
     * Builds the exception.
     *
     * @param failure what happened
     */
    public ProtocolException(Failure failure) {
        super(failure);
    }
}
