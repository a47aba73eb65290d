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

    /**
     * Starts an event.
     *
     * @param machine about which machine
     * @param context of whoever subscribed: take it with {@code deferContextual} where the event's cause is subscribed to
     * @return where the event comes from
     */
    default Origin origin(MachineId machine, ContextView context) {
        return Origin.of(machine, context).calledBy(caller());
    }
}
