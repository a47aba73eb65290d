package io.arcconnect.error;

/** An extension could not be brought to the wanted state. */
public final class ProvisioningException extends ArcConnectException {

    private static final long serialVersionUID = 1L;

    /**
     * Builds the exception.
     *
     * @param failure what happened
     */
    public ProvisioningException(Failure failure) {
        super(failure);
    }
}
