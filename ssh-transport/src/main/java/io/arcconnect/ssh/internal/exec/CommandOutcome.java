package io.arcconnect.ssh.internal.exec;

import io.arcconnect.error.Failure;
import java.util.Optional;

/**
 * What became of a command.
 *
 * @param collected what it left behind until then
 * @param failure why that is not all of it
 */
public record CommandOutcome(Collected collected, Optional<Failure> failure) {

    boolean isSuccess() {
        return failure.isEmpty() && collected.exit().isSuccess();
    }
}
