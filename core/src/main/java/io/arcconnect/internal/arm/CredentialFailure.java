package io.arcconnect.internal.arm;

/** Marks what a credential threw on its way through the pipeline, where it would look like any other exception. */
final class CredentialFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CredentialFailure(Throwable cause) {
        super(cause);
    }
}
