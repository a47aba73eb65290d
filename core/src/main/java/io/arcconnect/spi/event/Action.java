package io.arcconnect.spi.event;

import java.util.Objects;
import java.util.Optional;

/**
 * Something that is done on a machine: one line of an audit log, together with its end. The machine, the caller and the relay
 * connection are in the events.
 *
 * @param id joins the beginning and the end
 * @param kind a word of few: {@code exec}, {@code shell}, {@code forward}, {@code remote_forward}, {@code rdp},
 *     {@code run_command}; another protocol brings its own
 * @param user who is logged in on the machine, where the protocol knows
 * @param target what is reached through the machine, such as {@code localhost:3389}
 * @param command what is run; empty unless commands are wanted, because they may hold secrets
 */
public record Action(String id, String kind, Optional<String> user, Optional<String> target, Optional<String> command) {

    /** Checks that all is there. */
    public Action {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(command, "command");
    }
}
