package io.arcconnect.spi;

import io.arcconnect.model.MachineId;
import io.arcconnect.spi.event.ArcEvent;
import io.arcconnect.spi.event.Origin;
import java.util.Optional;
import reactor.util.context.ContextView;

/** Where the library and its protocols tell what happens, on behalf of one caller. */
@FunctionalInterface
public interface Reporter {

    /**
     * Tells. Returns at once, whatever the listener does, and never throws.
     *
     * @param event what happened
     */
    void report(ArcEvent event);

    /** {@return the label of whoever is asking, where one was given} */
    default Optional<String> caller() {
        return Optional.empty();
    }

    /** {@return whether the text of commands may be told} */
    default boolean wantsCommands() {
        return false;
    }

    /**
     * Starts an event.
     *
     * @param machine about which machine
     * @param context of whoever subscribed: take it with {@code deferContextual} where the event's cause is subscribed to
     * @return where the event comes from
     */
    default Origin origin(MachineId machine, ContextView context) {
        return origin(Optional.of(machine), context);
    }

    /**
     * Starts an event that may be about no machine.
     *
     * @param machine about which machine, if any
     * @param context of whoever subscribed
     * @return where the event comes from
     */
    default Origin origin(Optional<MachineId> machine, ContextView context) {
        return new Origin(machine, caller(), Optional.empty(), Optional.empty(), context);
    }
}
