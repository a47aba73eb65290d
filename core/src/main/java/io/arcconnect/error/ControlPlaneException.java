package io.arcconnect.error;

/** Azure Resource Manager refused, failed or answered what the documentation does not describe. */
public final class ControlPlaneException extends ArcConnectException {

    private static final long serialVersionUID = 1L;

    /**
     * Builds the exception.
     *
     * @param failure what happened
     */
    public ControlPlaneException(Failure failure) {
        super(failure);
    }
}
