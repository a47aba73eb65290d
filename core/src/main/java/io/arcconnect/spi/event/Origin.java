package io.arcconnect.spi.event;

import io.arcconnect.model.MachineId;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.util.context.ContextView;

/**
 * Where an event comes from: what every event has.
 *
 * @param machine about which machine; empty where none is concerned
 * @param caller the label of whoever is asking, where one was given
 * @param clientRequestId {@code x-ms-client-request-id} of the call to Azure Resource Manager that the event is about
 * @param trackingId the id under which the relay knows the connection that the event is about (protocol.md 3.1)
 * @param context Reactor's context of whoever subscribed: the place of a user's own id, trace or MDC
 */
public record Origin(
        Optional<MachineId> machine,
        Optional<String> caller,
        Optional<String> clientRequestId,
        Optional<String> trackingId,
        ContextView context) {

    /** Checks that all is there. */
    public Origin {
        Objects.requireNonNull(machine, "machine");
        Objects.requireNonNull(caller, "caller");
        Objects.requireNonNull(clientRequestId, "clientRequestId");
        Objects.requireNonNull(trackingId, "trackingId");
        Objects.requireNonNull(context, "context");
    }

    /**
     * Starts with a machine and a subscriber.
     *
     * @param machine about which
     * @param context of the subscriber
     * @return an origin without label and ids
     */
    public static Origin of(MachineId machine, ContextView context) {
        return new Origin(Optional.of(machine), Optional.empty(), Optional.empty(), Optional.empty(), context);
    }

    /**
     * Names whoever is asking.
     *
     * @param label the label, if there is one
     * @return another origin
     */
    public Origin calledBy(Optional<String> label) {
        return new Origin(machine, label, clientRequestId, trackingId, context);
    }

    /**
     * Names the call to Azure Resource Manager.
     *
     * @param id the {@code x-ms-client-request-id}, if known
     * @return another origin
     */
    public Origin requested(@Nullable String id) {
        return new Origin(machine, caller, Optional.ofNullable(id), trackingId, context);
    }

    /**
     * Names the relay connection.
     *
     * @param id the tracking id, if known
     * @return another origin
     */
    public Origin tracked(Optional<String> id) {
        return new Origin(machine, caller, clientRequestId, id, context);
    }

    /** {@return what is known, without the context: it is the subscriber's own and may hold anything} */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("Origin[");
        machine.ifPresent(id -> text.append("machine=").append(id.name()).append(' '));
        caller.ifPresent(label -> text.append("caller=").append(label).append(' '));
        clientRequestId.ifPresent(
                id -> text.append("clientRequestId=").append(id).append(' '));
        trackingId.ifPresent(id -> text.append("trackingId=").append(id).append(' '));
        return text.toString().stripTrailing() + "]";
    }
}
