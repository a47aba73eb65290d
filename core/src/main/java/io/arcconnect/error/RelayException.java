package io.arcconnect.error;

/** The relay connection could not be opened or was lost. */
public final class RelayException extends ArcConnectException {

    private static final long serialVersionUID = 1L;

    /**
     * Builds the exception.
     *
     * @param failure what happened
     */
    public RelayException(Failure failure) {
        super(failure);
    }
}
