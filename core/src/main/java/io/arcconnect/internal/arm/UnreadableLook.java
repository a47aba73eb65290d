package io.arcconnect.internal.arm;

import io.arcconnect.error.Failure;

/** A look that told nothing about the operation. */
final class UnreadableLook extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    UnreadableLook(Failure failure) {
        super(failure.message(), null, false, false);
        this.failure = failure;
    }

    Failure failure() {
        return failure;
    }
}
