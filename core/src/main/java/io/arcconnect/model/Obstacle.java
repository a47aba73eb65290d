package io.arcconnect.model;

import java.util.Objects;

/**
 * Why a plan cannot be applied before somebody does something that this library does not.
 *
 * @param reason the code of the exception that {@code apply} would fail with, such as {@code arm.provider_not_registered}
 * @param cause what is in the way, without a full stop
 * @param fix what to do
 */
public record Obstacle(String reason, String cause, String fix) {

    /** Cleans the texts, which may come from the network. */
    public Obstacle {
        Objects.requireNonNull(reason, "reason");
        cause = OneLine.of(cause);
        fix = OneLine.of(fix);
    }

    /** {@return code, cause and fix} */
    @Override
    public String toString() {
        return reason + ": " + cause + ". " + fix;
    }
}
