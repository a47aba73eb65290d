package io.arcconnect.spi;

import java.util.Optional;

/**
 * How a stream, or a write to it, ended.
 *
 * @param cause why it was lost; empty after an orderly end
 */
public record StreamEnd(Optional<Throwable> cause) {

    private static final StreamEnd ORDERLY = new StreamEnd(Optional.empty());

    /** {@return the end that nobody needs to worry about} */
    public static StreamEnd orderly() {
        return ORDERLY;
    }

    /**
     * An end with a cause.
     *
     * @param cause why
     * @return the end
     */
    public static StreamEnd lost(Throwable cause) {
        return new StreamEnd(Optional.of(cause));
    }
}
