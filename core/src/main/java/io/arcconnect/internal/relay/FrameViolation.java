package io.arcconnect.internal.relay;

/** The other side sent what RFC 6455 forbids. */
final class FrameViolation extends Exception {

    private static final long serialVersionUID = 1L;

    FrameViolation(String message) {
        super(message);
    }
}
